package org.hunar.model.sync;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Translations;

/**
 * What a code says to people, in English, Urdu and Chinese: every {@link PushCode}, the codes of
 * {@link org.hunar.model.problem.Violation}s that this module gives, and those that the phone's own states add.
 */
public final class Texts {
    /** Each text stands in these, by BCP 47. */
    public static final List<String> LANGUAGES = List.of("en", "ur", "zh");

    private static final Map<String, Translations> BY_CODE = new LinkedHashMap<>();

    static {
        merging();
        waiting();
        refusing();
        fields();
        syncing();
        sharing();
        uploading();
    }

    private Texts() {}

    /** The text of a code; empty for one that a later server has invented. */
    public static Optional<Translations> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    private static void merging() {
        put(
                "SOFT_CONFLICT",
                "Somebody else has worked on this too; both were put together.",
                "کسی اور نے بھی اس پر کام کیا ہے؛ دونوں کا کام ملا دیا گیا۔",
                "另有人也修改了此记录，双方的内容已合并。");
        put(
                "HARD_CONFLICT",
                "Somebody else has entered another value; a manager will decide.",
                "کسی اور نے مختلف جواب درج کیا ہے؛ منتظم فیصلہ کرے گا۔",
                "另有人填写了不同的内容，将由管理员决定。");
        put(
                "DUPLICATE_ATTEMPT",
                "This person has another assessment with the same test and attempt; a manager will decide.",
                "اس شخص کا اسی ٹیسٹ اور اسی کوشش کا ایک اور جائزہ موجود ہے؛ منتظم فیصلہ کرے گا۔",
                "此人同一测试、同一次数已有另一份评估，将由管理员决定。");
        put(
                "LATE_EDIT",
                "The result was approved before this change; it is kept, and a manager will decide.",
                "اس تبدیلی سے پہلے نتیجہ منظور ہو چکا تھا؛ تبدیلی محفوظ ہے، منتظم فیصلہ کرے گا۔",
                "结果在此修改之前已获批准；修改已保存，将由管理员决定。");
        put(
                "PARTICIPANT_REMOVED",
                "This person was removed from the list; the work is kept, and a manager will decide.",
                "یہ شخص فہرست سے نکالا جا چکا ہے؛ کام محفوظ ہے، منتظم فیصلہ کرے گا۔",
                "此人已从名单中移除；内容已保存，将由管理员决定。");
        put(
                "AUTHORITY_REVIEW",
                "It is not certain that you were allowed to record this; it is kept until a manager accepts it.",
                "یہ یقینی نہیں کہ آپ کو یہ درج کرنے کی اجازت تھی؛ منتظم کی منظوری تک محفوظ ہے۔",
                "无法确定您当时是否有权记录；内容已保存，待管理员确认。");
        put(
                "CLOCK_SUSPECT",
                "The phone's clock was wrong, and two entries differ; a manager will look at the order.",
                "فون کی گھڑی غلط تھی اور دو اندراج مختلف ہیں؛ منتظم ترتیب دیکھے گا۔",
                "手机时钟有误，且两处填写不同，管理员将核对先后顺序。");
        put(
                "FORKED_INSTALL",
                "Two phones work with copies of the same data; nothing is lost, and a manager will look.",
                "دو فون ایک ہی ڈیٹا کی نقل پر کام کر رہے ہیں؛ کچھ ضائع نہیں ہوا، منتظم دیکھے گا۔",
                "两部手机在使用同一数据的副本；没有丢失内容，管理员将核查。");
    }

    private static void waiting() {
        put(
                "AWAITING_PARENT",
                "It has arrived, and waits for earlier work from another phone.",
                "یہ پہنچ گیا ہے اور کسی دوسرے فون کے پہلے کام کا منتظر ہے۔",
                "已送达，正在等待另一部手机上更早的内容。");
        put(
                "AWAITING_BLOB",
                "It has arrived; its photos or files are still to come.",
                "یہ پہنچ گیا ہے؛ اس کی تصاویر یا فائلیں ابھی آنی ہیں۔",
                "已送达，照片或文件尚待上传。");
        put(
                "AWAITING_PARTICIPANT",
                "It has arrived, and waits until the server knows the person.",
                "یہ پہنچ گیا ہے اور اس شخص کے اندراج کا منتظر ہے۔",
                "已送达，正在等待服务器收到此人的信息。");
        put(
                "AWAITING_INSTRUMENT",
                "It has arrived, and waits until the server knows the test.",
                "یہ پہنچ گیا ہے اور اس ٹیسٹ کے اندراج کا منتظر ہے۔",
                "已送达，正在等待服务器收到此测试。");
        put(
                "BUSY",
                "The server is busy; it is tried again by itself.",
                "سرور مصروف ہے؛ خود بخود دوبارہ کوشش ہوگی۔",
                "服务器繁忙，稍后会自动重试。");
        put(
                "INTERNAL",
                "The server had a fault; it is tried again by itself.",
                "سرور میں خرابی آئی؛ خود بخود دوبارہ کوشش ہوگی۔",
                "服务器出现故障，稍后会自动重试。");
    }

    private static void refusing() {
        put(
                "VALIDATION",
                "Something in it is not as it should be; see the fields.",
                "اس میں کچھ درست نہیں؛ خانے دیکھیں۔",
                "内容有误，请查看各字段。");
        put(
                "IDEMPOTENCY_MISMATCH",
                "The server has other work under the same number; ask for help.",
                "سرور کے پاس اسی شناخت کا مختلف کام موجود ہے؛ مدد طلب کریں۔",
                "服务器上同一编号的内容不同，请联系支持人员。");
        put("FORBIDDEN", "You are not allowed to record this.", "آپ کو یہ درج کرنے کی اجازت نہیں۔", "您无权记录此内容。");
        put(
                "UNKNOWN_KIND",
                "The server does not know this kind of work; the app may need an update.",
                "سرور اس قسم کے کام کو نہیں جانتا؛ شاید ایپ کو اپ ڈیٹ کی ضرورت ہے۔",
                "服务器不识别此类内容，应用可能需要更新。");
        put("TOO_LARGE", "It is larger than the server takes.", "یہ سرور کی حد سے بڑا ہے۔", "超出服务器允许的大小。");
    }

    private static void fields() {
        put("INVALID", "This is not a valid value.", "یہ درست نہیں۔", "填写的内容无效。");
        put("REQUIRED", "This is missing.", "یہ لازمی ہے۔", "此项必填。");
        put("UNKNOWN_ITEM", "The test has no such question.", "ٹیسٹ میں ایسا کوئی سوال نہیں۔", "测试中没有此题。");
        put("UNKNOWN_CHOICE", "The question has no such choice.", "سوال میں ایسا کوئی انتخاب نہیں۔", "此题没有该选项。");
        put("OUT_OF_RANGE", "The number is too small or too large.", "عدد حد سے کم یا زیادہ ہے۔", "数字超出范围。");
        put("NUMBER_TOO_LARGE", "The number has too many digits.", "عدد میں بہت زیادہ ہندسے ہیں۔", "数字位数过多。");
        put(
                "NUL_CHARACTER",
                "The text has a character that cannot be kept.",
                "متن میں ناقابلِ قبول حرف ہے۔",
                "文本含有无法保存的字符。");
        put("BROKEN_CHARACTER", "The text has a broken character.", "متن میں ایک حرف خراب ہے۔", "文本含有损坏的字符。");
        put(
                "TOO_MANY_VALUES",
                "There is too much in it at once; send it in parts.",
                "اس میں ایک ساتھ بہت زیادہ مواد ہے؛ حصوں میں بھیجیں۔",
                "一次内容过多，请分批发送。");
        put("NOT_JSON", "The data are damaged.", "ڈیٹا خراب ہے۔", "数据已损坏。");
    }

    private static void syncing() {
        put("SYNC_COMPLETE", "Everything is sent.", "سب کچھ بھیج دیا گیا ہے۔", "已全部发送。");
        put(
                "SYNC_LATER",
                "Not everything is sent; it is tried again by itself. Go on working.",
                "ابھی سب کچھ نہیں بھیجا گیا؛ خود بخود دوبارہ کوشش ہوگی۔ کام جاری رکھیں۔",
                "尚未全部发送，稍后会自动重试。请继续工作。");
        put(
                "SYNC_SIGN_IN",
                "Please sign in again. What you recorded is safe on the phone.",
                "براہِ کرم دوبارہ سائن اِن کریں۔ آپ کا درج کیا ہوا کام فون میں محفوظ ہے۔",
                "请重新登录。您记录的内容已安全保存在手机上。");
        put(
                "SYNC_REFUSED",
                "The server does not let this phone in; ask your manager. What you recorded is safe on the phone.",
                "سرور اس فون کو اجازت نہیں دیتا؛ اپنے منتظم سے پوچھیں۔ آپ کا کام فون میں محفوظ ہے۔",
                "服务器不允许此手机接入，请联系管理员。您记录的内容已安全保存在手机上。");
        put(
                "SYNC_UPGRADE",
                "Please update the app. What you recorded has been handed in.",
                "براہِ کرم ایپ کو اپ ڈیٹ کریں۔ آپ کا کام جمع ہو چکا ہے۔",
                "请更新应用。您记录的内容已提交。");
    }

    private static void sharing() {
        // how many, and whose
        put(
                "WAITS_FOR_AUTHOR",
                "%1$d of %2$s wait until that person signs in",
                "%2$s کے %1$d اندراج ان کے سائن اِن کرنے تک فون میں محفوظ ہیں",
                "%2$s 的 %1$d 条记录待其登录后发送");
    }

    private static void uploading() {
        put(
                "UPLOAD_UNREADABLE",
                "The photo or file is not on the phone any more, or cannot be read.",
                "تصویر یا فائل اب فون میں نہیں، یا پڑھی نہیں جا سکتی۔",
                "照片或文件已不在手机上，或无法读取。");
        put(
                "UPLOAD_CHANGED",
                "The photo or file is not the one that was recorded.",
                "تصویر یا فائل وہ نہیں جو درج کی گئی تھی۔",
                "照片或文件与记录时的不一致。");
        put(
                "UPLOAD_REFUSED",
                "The server does not take this photo or file, for its size or kind.",
                "سرور اس تصویر یا فائل کو اس کے سائز یا قسم کی وجہ سے قبول نہیں کرتا۔",
                "因大小或类型，服务器不接受此照片或文件。");
    }

    private static void put(String code, String... texts) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (String text : texts) {
            byLanguage.put(LANGUAGES.get(byLanguage.size()), text);
        }
        BY_CODE.put(code, new Translations(byLanguage));
    }
}
