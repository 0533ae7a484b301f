package org.hunar.server.review;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.Translations;
import org.hunar.model.sync.Texts;
import org.hunar.server.sync.FoundCase;

/** Says in plain words what happened and what may be decided, in every language of {@link Texts}. */
final class CaseTexts {
    private CaseTexts() {}

    static Translations message(FoundCase what) {
        return switch (what.kind()) {
            case HARD_CONFLICT -> hardConflict(what);
            case DUPLICATE_ATTEMPT -> duplicateAttempt(what);
            case LATE_EDIT ->
                texts(
                        "This was changed by somebody who did not know that it had been approved. The approved values"
                                + " stay, unless you accept the change.",
                        "یہ تبدیلی ایسے شخص نے کی جسے علم نہیں تھا کہ نتیجہ منظور ہو چکا ہے۔ منظور شدہ اندراج برقرار"
                                + " ہیں، جب تک آپ یہ تبدیلی قبول نہ کریں۔",
                        "修改者不知道结果已获批准。除非您接受此修改，否则已批准的内容保持不变。");
            case PARTICIPANT_REMOVED ->
                texts(
                        "There is work for a participant who was taken off the roster or merged into another. It is kept and"
                                + " is in no report. Put the participant back, or leave it so.",
                        "ایک ایسے شریک کا کام موجود ہے جسے فہرست سے نکالا یا کسی اور میں ضم کیا جا چکا ہے۔ یہ محفوظ ہے مگر کسی رپورٹ میں"
                                + " شامل نہیں۔ شریک کو فہرست میں واپس لائیں، یا یوں ہی رہنے دیں۔",
                        "有内容属于一名已从名单中移除或已并入他人的学员。内容已保存，但不计入任何报告。请将该学员恢复到名单，或保持现状。");
            case AUTHORITY_REVIEW ->
                texts(
                        "This was captured by somebody who was not a trainer of the cohort at the time, or came from a phone"
                                + " that had been revoked or was made for another cohort. It has no effect"
                                + " and is in no report until you accept it.",
                        "یہ ایسے شخص نے درج کیا جو اُس وقت اس گروپ کا ٹرینر نہیں تھا، یا ایسے فون سے آیا جو منسوخ ہو چکا تھا یا کسی اور"
                                + " گروپ کے لیے تھا۔ آپ کے قبول کرنے تک اس کا کوئی اثر"
                                + " نہیں اور یہ کسی رپورٹ میں شامل نہیں۔",
                        "记录者当时不是该班的培训师，或者内容来自已被撤销或用于其他班级的手机。在您接受之前，内容不生效，也不计入任何报告。");
            case CLOCK_SUSPECT ->
                texts(
                        "A phone's clock was more than ten minutes ahead, or showed a time before the phone was let in, and"
                                + " which value or attempt counts hangs on it."
                                + " Look at the other case before you rely on the result.",
                        "ایک فون کی گھڑی دس منٹ سے زیادہ آگے تھی، یا اُس فون کو اجازت ملنے سے پہلے کا وقت دکھا رہی تھی، اور اسی پر"
                                + " منحصر ہے کہ کون سا جواب یا کون سی کوشش شمار"
                                + " ہو۔ نتیجے پر بھروسا کرنے سے پہلے دوسرا معاملہ دیکھیں۔",
                        "某部手机的时钟快了十分钟以上，或显示的时间早于该手机获准之时，而哪项内容或哪次测试有效取决于此。" + "在采用结果之前，请先查看另一个案例。");
            case FORKED_INSTALL ->
                texts(
                        "Two phones send under one name: the app's data was copied or restored from a backup. Nothing was"
                                + " lost; have the app set up anew on one of them.",
                        "دو فون ایک ہی نام سے ڈیٹا بھیج رہے ہیں: ایپ کا ڈیٹا نقل کیا گیا یا بیک اپ سے بحال کیا گیا۔ کچھ"
                                + " ضائع نہیں ہوا؛ ان میں سے ایک فون پر ایپ نئے سرے سے ترتیب دلوائیں۔",
                        "两部手机以同一名称发送数据：应用数据曾被复制或从备份恢复。没有丢失内容；请在其中一部手机上重新设置应用。");
        };
    }

    /** Why an assessment is void when another of the same attempt was kept: one text, which whoever captured it reads. */
    static String sameAttempt(UUID kept) {
        return "the same attempt as " + kept + " · یہ وہی کوشش ہے جو " + isolated(kept.toString()) + " · 与 " + kept
                + " 是同一次测试";
    }

    private static Translations hardConflict(FoundCase what) {
        String name = what.path().substring(what.path().lastIndexOf('/') + 1);
        boolean answer = what.path().startsWith("/answers/");
        return texts(
                (answer ? "The answer to " : "The field ") + name
                        + " was set to different values by people who did not know of each other. For now the last"
                        + " one by their clocks holds. Choose one, or give the right value.",
                (answer ? "سوال " : "خانے ") + isolated(name)
                        + " میں ایسے لوگوں نے مختلف اندراج کیے جنہیں ایک دوسرے کا علم نہیں تھا۔ فی الحال وہ مانا جا رہا ہے"
                        + " جو ان کی گھڑیوں کے مطابق آخری ہے۔ ایک کو چنیں، یا درست اندراج دیں۔",
                (answer ? "题目“" : "字段“") + name + "”由互不知情的人填写了不同的内容。目前以其时钟上最晚的一项为准。请选择其中一项，或给出正确的内容。");
    }

    private static Translations duplicateAttempt(FoundCase what) {
        int count = what.candidates().size();
        return texts(
                "There are " + count + " assessments of the same attempt, " + what.path()
                        + ". For now the one captured first counts. Keep one, or say which attempt each of them is.",
                "ایک ہی کوشش " + isolated(what.path()) + " کے " + count
                        + " جائزے موجود ہیں۔ فی الحال وہ شمار ہوتا ہے جو پہلے درج کیا گیا۔ ایک کو رکھیں، یا بتائیں کہ ہر جائزہ"
                        + " کون سی کوشش ہے۔",
                "同一次测试（" + what.path() + "）有 " + count + " 份评估。目前以最先采集的一份为准。请保留其中一份，或说明每份属于第几次。");
    }

    /** A Latin code between right-to-left words would move the words around it, were it not isolated (Unicode UAX 9). */
    private static String isolated(String code) {
        return "\u2068" + code + "\u2069";
    }

    /** @param texts in the order of {@link Texts#LANGUAGES} */
    private static Translations texts(String... texts) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        for (String text : texts) {
            byLanguage.put(Texts.LANGUAGES.get(byLanguage.size()), text);
        }
        return new Translations(byLanguage);
    }
}
