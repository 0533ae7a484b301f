package org.hunar.server.report.pairing;

import java.util.Map;
import org.hunar.model.Translations;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.programme.Phase;

/**
 * Why somebody is on a list, or an assessment does not count.
 *
 * @param code stable, for programs
 * @param text a sentence in each language, for people
 */
record Reason(String code, Translations text) {

    static Reason of(Verdict verdict, Phase phase) {
        return new Reason(verdict.code(phase), verdict.text(phase));
    }

    /** One attempt has more than one assessment; the first captured counts until a manager decides. */
    static Reason duplicateAttempt() {
        return new Reason(
                "DUPLICATE_ATTEMPT",
                Verdict.texts(
                        "There is more than one assessment of the same attempt. For now the one captured first counts;"
                                + " decide among the conflicts.",
                        "ایک ہی کوشش کے ایک سے زیادہ جائزے موجود ہیں۔ فی الحال پہلے درج ہونے والا شمار ہوتا ہے؛ تنازعات کی"
                                + " فہرست میں فیصلہ کریں۔",
                        "同一次测试有多份评估。目前以最先采集的一份为准；请在冲突列表中决定。"));
    }

    /** More than one attempt may count, and the policy of the programme chose. */
    static Reason severalEligible(Phase phase, int eligible, AttemptPolicy policy) {
        boolean pre = phase == Phase.PRE;
        return new Reason(
                "SEVERAL_ELIGIBLE",
                Verdict.texts(
                        eligible + (pre ? " pre-assessments" : " post-assessments") + " may count; " + english(policy)
                                + " was chosen (" + policy + ").",
                        eligible + (pre ? " ابتدائی" : " اختتامی") + " جائزے شمار ہو سکتے ہیں؛ " + urdu(policy)
                                + " چنا گیا (\u2068" + policy + "\u2069)۔",
                        "有 " + eligible + " 份" + (pre ? "前测" : "后测") + "可以计入；采用了" + chinese(policy) + "（" + policy
                                + "）。"));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("reason", code)
                .put("text", text.byLanguage())
                .toMap();
    }

    private static String english(AttemptPolicy policy) {
        return switch (policy) {
            case FIRST -> "the first";
            case LAST -> "the last";
            case BEST -> "the best";
        };
    }

    private static String urdu(AttemptPolicy policy) {
        return switch (policy) {
            case FIRST -> "پہلا";
            case LAST -> "آخری";
            case BEST -> "بہترین";
        };
    }

    private static String chinese(AttemptPolicy policy) {
        return switch (policy) {
            case FIRST -> "第一份";
            case LAST -> "最后一份";
            case BEST -> "最好的一份";
        };
    }
}
