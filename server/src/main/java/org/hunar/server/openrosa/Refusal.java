package org.hunar.server.openrosa;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.http.ProblemException;

/** Why something was not taken, as a sentence for who holds the phone, in each language of the field. */
enum Refusal {
    PARTICIPANT(
            400,
            "the form does not say who was assessed: choose somebody from the list",
            "فارم یہ نہیں بتاتا کہ کس کا جائزہ لیا گیا: فہرست سے کسی کو چنیں",
            "表单没有说明测评了谁：请从名单中选择"),
    NUMBER_OF_NOBODY(
            400,
            "nobody in your cohorts has the number %1$s: ask your manager to correct the list, then send again",
            "آپ کے گروپوں میں کسی کا نمبر %1$s نہیں: منیجر سے فہرست درست کرائیں، پھر دوبارہ بھیجیں",
            "您的班级中没有编号为 %1$s 的人：请让管理员更正名单后重新发送"),
    NUMBER_OF_SEVERAL(
            400,
            "more than one person in your cohorts has the number %1$s: ask your manager to correct the list, then send again",
            "آپ کے گروپوں میں ایک سے زیادہ افراد کا نمبر %1$s ہے: منیجر سے فہرست درست کرائیں، پھر دوبارہ بھیجیں",
            "您的班级中不止一人编号为 %1$s：请让管理员更正名单后重新发送"),
    PHASE(
            400,
            "the form does not say whether this was before or after the training",
            "فارم یہ نہیں بتاتا کہ یہ تربیت سے پہلے تھا یا بعد میں",
            "表单没有说明是在培训前还是培训后"),
    ENTITY_ID(
            400,
            "the new participant has no id, or one that is no UUID: fill in the form anew, or tell your manager",
            "نئے شریک کی شناخت نہیں ہے یا UUID نہیں ہے: فارم دوبارہ بھریں، یا منیجر کو بتائیں",
            "新参与者没有标识，或标识不是 UUID：请重新填写表单，或告诉管理员"),
    ENTITY_UNKNOWN(
            400,
            "the participant whom the form changes is not known here: choose somebody from the list, or ask your"
                    + " manager",
            "فارم جس شریک کو بدلتا ہے وہ یہاں معلوم نہیں: فہرست سے کسی کو چنیں، یا منیجر سے پوچھیں",
            "表单要更改的参与者在此不存在：请从名单中选择，或询问管理员"),
    COHORT(
            400,
            "the form does not say to which cohort the new participant belongs",
            "فارم یہ نہیں بتاتا کہ نیا شریک کس گروپ کا ہے",
            "表单没有说明新参与者属于哪个班级"),
    FORM_UNKNOWN(
            404,
            "the form %1$s was never published here: tell your manager",
            "فارم %1$s یہاں کبھی شائع نہیں ہوا: اپنے منیجر کو بتائیں",
            "表单 %1$s 从未在此发布：请告诉管理员"),
    IDEMPOTENCY_MISMATCH(
            409,
            "other answers of the same number are stored already; both are kept, tell your manager",
            "اسی نمبر کے دوسرے جوابات پہلے سے محفوظ ہیں؛ دونوں رکھے گئے ہیں، اپنے منیجر کو بتائیں",
            "同一编号的其他答案已经保存；两份都保留，请告诉管理员"),
    ENCRYPTED(
            400,
            "the form is encrypted, so it cannot be scored: fetch the form anew",
            "فارم خفیہ کردہ ہے، اس لیے نمبر نہیں دیے جا سکتے: فارم دوبارہ حاصل کریں",
            "表单已加密，无法评分：请重新获取表单"),
    SHUT_OUT(
            403,
            "this phone is no longer let in: ask your manager for a new settings code",
            "اس فون کو اب اجازت نہیں: اپنے منیجر سے ترتیبات کا نیا کوڈ لیں",
            "此手机已不再获准：请向管理员索取新的设置码"),
    IN_CLEAR(
            403,
            "a password may only come over HTTPS: scan the settings code that your manager has for you",
            "پاس ورڈ صرف HTTPS پر آ سکتا ہے: منیجر سے ترتیبات کا کوڈ لے کر سکین کریں",
            "密码只能通过 HTTPS 发送：请扫描管理员给您的设置码"),
    UNAUTHORIZED(
            401,
            "sign in with your name and password, or scan your settings code",
            "اپنے نام اور پاس ورڈ سے داخل ہوں، یا ترتیبات کا کوڈ سکین کریں",
            "请用姓名和密码登录，或扫描您的设置码"),
    FORBIDDEN(
            403,
            "only trainers and managers of this programme may do this",
            "یہ صرف اس پروگرام کے ٹرینر اور منیجر کر سکتے ہیں",
            "只有本项目的培训师和管理员可以这样做"),
    ADDRESS(
            400,
            "the address cannot be read: scan your settings code, or ask your manager for the right address",
            "پتہ پڑھا نہیں جا سکتا: ترتیبات کا کوڈ سکین کریں، یا منیجر سے درست پتہ پوچھیں",
            "地址无法读取：请扫描您的设置码，或向管理员询问正确的地址"),
    BROKEN_MULTIPART(
            400,
            "the submission did not come whole: send it again",
            "فارم پورا نہیں پہنچا: دوبارہ بھیجیں",
            "提交未完整到达：请重新发送"),
    SEVERAL_FORMS(
            400,
            "more than one form came at once: all are kept for your manager; send one by one",
            "ایک ساتھ ایک سے زیادہ فارم آئے: سب منیجر کے لیے محفوظ ہیں؛ ایک ایک کر کے بھیجیں",
            "一次收到多份表单：均已留存给管理员；请逐份发送"),
    TOO_LARGE(413, "what was sent is too large", "جو بھیجا گیا وہ بہت بڑا ہے", "发送的内容太大"),
    BUSY(
            503,
            "the server is busy; nothing was stored, try again",
            "سرور مصروف ہے؛ کچھ محفوظ نہیں ہوا، دوبارہ کوشش کریں",
            "服务器繁忙；没有保存，请重试"),
    STORAGE(
            503,
            "files cannot be stored or read at the moment; try again later",
            "فائلیں اس وقت محفوظ یا پڑھی نہیں جا سکتیں؛ بعد میں کوشش کریں",
            "目前无法保存或读取文件；请稍后再试");

    /** Under which a problem says what the sentence is made with. */
    private static final String DETAILS = "details";

    private static final List<String> LANGUAGES = List.of("en", "ur", "zh");

    private final int status;
    private final Map<String, String> texts;

    Refusal(int status, String english, String urdu, String chinese) {
        this.status = status;
        this.texts = Map.of("en", english, "ur", urdu, "zh", chinese);
    }

    int status() {
        return status;
    }

    ProblemException problem(String... details) {
        ProblemException problem = new ProblemException(status, name(), in("en", List.of(details)));
        return details.length == 0 ? problem : problem.with(DETAILS, List.of(details));
    }

    /**
     * A problem as a sentence.
     *
     * @param problem members of its JSON
     * @param languages of who holds the phone, best first; none if it cannot be known who that is
     * @return in the first language that we speak, in all of them where none is known; as the problem says it where it is
     *     none of these
     */
    static String message(Map<String, Object> problem, List<String> languages) {
        String otherwise = String.valueOf(problem.get("detail"));
        Optional<Refusal> refusal = Arrays.stream(values())
                .filter(each -> each.name().equals(problem.get("code")))
                .findFirst();
        List<?> details = problem.get(DETAILS) instanceof List<?> given ? given : List.of();
        return refusal.map(each -> each.sentence(otherwise, details, languages)).orElse(otherwise);
    }

    /** As {@link #message(Map, List)}, of one that is made with nothing. */
    String message(List<String> languages) {
        return sentence(in("en", List.of()), List.of(), languages);
    }

    private String sentence(String english, List<?> details, List<String> languages) {
        if (languages.isEmpty()) {
            return english + " / " + in("ur", details) + " / " + in("zh", details);
        }
        String language =
                languages.stream().filter(LANGUAGES::contains).findFirst().orElse("en");
        // in English as it was said: it may say more than this sentence
        return language.equals("en") ? english : in(language, details);
    }

    private String in(String language, List<?> details) {
        return String.format(texts.get(language), details.toArray());
    }
}
