package org.hunar.server.report.pairing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.Translations;
import org.hunar.model.programme.Phase;

/**
 * Why an assessment does not count, nearest to counting first: of several that do not, the first says best what is
 * missing.
 */
enum Verdict {
    PENDING_RATING(
            "The %1$s waits for a rating; it counts as soon as it is rated.",
            "%1$s درجہ بندی کا منتظر ہے؛ درجہ ملتے ہی شمار ہو گا۔", "%1$s等待评分；评分后即计入。"),
    NOT_SCORED(
            "The %1$s has no score: its form or its key is not here yet.",
            "%1$s کا نتیجہ نہیں بنا: اس کا فارم یا کلید ابھی یہاں موجود نہیں۔", "%1$s没有分数：其表单或答案尚未到达。"),
    LATE(
            "The %1$s came after its cohort had closed, and the programme leaves out what comes late.",
            "%1$s گروپ بند ہونے کے بعد پہنچا، اور یہ پروگرام دیر سے آنے والے جائزے شمار نہیں کرتا۔",
            "%1$s在班级截止后才收到，而本项目不计入迟到的测评。"),
    OUTSIDE_WINDOW("", "", "") {
        @Override
        String suffix(Phase phase) {
            return phase == Phase.PRE ? "AFTER_TRAINING_START" : "BEFORE_TRAINING_END";
        }

        @Override
        Translations text(Phase phase) {
            return phase == Phase.PRE
                    ? texts(
                            "The pre-assessment was completed after the training had begun, so it is no baseline.",
                            "ابتدائی جائزہ تربیت شروع ہونے کے بعد مکمل ہوا، اس لیے اسے بنیاد نہیں مانا جا سکتا۔",
                            "前测在培训开始之后才完成，因此不能作为基线。")
                    : texts(
                            "The post-assessment was completed before the training had ended, so it does not show its"
                                    + " result.",
                            "اختتامی جائزہ تربیت ختم ہونے سے پہلے مکمل ہوا، اس لیے یہ تربیت کا نتیجہ نہیں دکھاتا۔",
                            "后测在培训结束之前就已完成，因此不能反映培训结果。");
        }
    },
    IN_REVIEW(
            "The %1$s was captured by somebody who was not a trainer of the cohort; accept or reject it among the"
                    + " conflicts.",
            "%1$s ایسے شخص نے درج کیا جو اس گروپ کا ٹرینر نہیں تھا؛ تنازعات کی فہرست میں اسے قبول یا رد کریں۔",
            "%1$s由非本班培训师记录；请在冲突列表中接受或拒绝。"),
    IN_PROGRESS("The %1$s was begun and is not completed.", "%1$s شروع ہوا مگر مکمل نہیں ہوا۔", "%1$s已开始但未完成。"),
    VOID(
            "The %1$s was declared void; another one is needed.",
            "%1$s کالعدم قرار دیا گیا؛ نیا جائزہ درکار ہے۔", "%1$s已被宣布无效；需要重新测评。"),
    DUPLICATE_ATTEMPT(
            "Another %1$s claims to be the same attempt and was captured before; decide among the conflicts.",
            "اسی کوشش کا ایک اور %1$s اس سے پہلے درج ہو چکا ہے؛ تنازعات کی فہرست میں فیصلہ کریں۔",
            "另一份更早采集的%1$s属于同一次测试；请在冲突列表中决定。"),
    NOT_CHOSEN(
            "This %1$s might count too; by the programme's policy another one does.",
            "یہ %1$s بھی شمار ہو سکتا تھا؛ پروگرام کے اصول کے مطابق دوسرا شمار ہوتا ہے۔", "此%1$s也可计入；按项目规则采用了另一份。"),
    /** There is none that could count. */
    MISSING("There is no %1$s.", "کوئی %1$s موجود نہیں۔", "没有%1$s。") {
        @Override
        String code(Phase phase) {
            return "NO_" + phase;
        }
    };

    private final String english;
    private final String urdu;
    private final String chinese;

    Verdict(String english, String urdu, String chinese) {
        this.english = english;
        this.urdu = urdu;
        this.chinese = chinese;
    }

    /** Stable, for programs, such as {@code POST_IN_PROGRESS}. */
    String code(Phase phase) {
        return phase + "_" + suffix(phase);
    }

    String suffix(Phase phase) {
        return name();
    }

    /** A sentence for people. */
    Translations text(Phase phase) {
        boolean pre = phase == Phase.PRE;
        return texts(
                english.formatted(pre ? "pre-assessment" : "post-assessment"),
                urdu.formatted(pre ? "ابتدائی جائزہ" : "اختتامی جائزہ"),
                chinese.formatted(pre ? "前测" : "后测"));
    }

    static Translations texts(String english, String urdu, String chinese) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        byLanguage.put("en", english);
        byLanguage.put("ur", urdu);
        byLanguage.put("zh", chinese);
        return new Translations(byLanguage);
    }
}
