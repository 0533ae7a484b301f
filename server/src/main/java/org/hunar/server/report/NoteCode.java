package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader of the report should know before believing its figures. */
enum NoteCode {
    /** Nobody has both a baseline and a result, so there is no gain to show. */
    NO_PAIRS(
            "Nobody has both a pre- and a post-assessment that count, so no gain can be shown.",
            "کسی بھی شریک کے قابلِ شمار ابتدائی اور اختتامی دونوں جائزے موجود نہیں، اس لیے بہتری نہیں دکھائی جا سکتی۔",
            "没有人同时具有有效的前测和后测，因此无法显示进步幅度。"),
    /** Fewer than ten pairs: intervals are wide and tests weak (users.md, what a report needs, 6). */
    SMALL_N(
            "Only %1$s pairs: take the figures as indicative.",
            "صرف %1$s جوڑے: اعداد کو محض اشارہ سمجھیں۔", "只有 %1$s 对数据：数字仅供参考。"),
    /** Many who took the pre-assessment have no post-assessment: those who stayed may differ from those who left. */
    ATTRITION(
            "%1$s %% of those with a pre-assessment have no post-assessment; the gain may be biased by who left.",
            "ابتدائی جائزہ دینے والوں میں سے %1$s فیصد کا اختتامی جائزہ نہیں؛ چھوڑ جانے والوں کی وجہ سے نتیجہ متاثر ہو سکتا ہے۔",
            "参加前测的人中有 %1$s %% 没有后测；流失可能使进步幅度产生偏差。"),
    /** Many had full marks before the training: the instrument cannot show what they learned. */
    CEILING(
            "%1$s %% had full marks before the training; the assessment cannot show what they learned.",
            "%1$s فیصد نے تربیت سے پہلے ہی پورے نمبر لیے؛ یہ جائزہ ان کی بہتری نہیں دکھا سکتا۔",
            "%1$s %% 的人在培训前已得满分；该测评无法显示他们的进步。"),
    /** Some answers wait to be rated, and their assessments are not in the figures. */
    PENDING_RATING(
            "%1$s assessments wait to be rated and are not in the figures.",
            "%1$s جائزے درجہ بندی کے منتظر ہیں اور اعداد میں شامل نہیں۔", "%1$s 份测评等待评分，未计入数字。"),
    /** Groups were left out because they are small, or because they would reveal a small one. */
    GROUPS_LEFT_OUT(
            "Groups are left out that have fewer than %1$s people, or that would reveal such a group.",
            "وہ گروہ شامل نہیں جن میں %1$s سے کم افراد ہیں، یا جن سے ایسے گروہ کا پتا چل سکتا ہے۔",
            "少于 %1$s 人的组，以及会泄露这类组的组，均未列出。");

    private final String english;
    private final String urdu;
    private final String chinese;

    NoteCode(String english, String urdu, String chinese) {
        this.english = english;
        this.urdu = urdu;
        this.chinese = chinese;
    }

    /** The sentence in each language, by language tag. */
    Map<String, String> text(Object... values) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        byLanguage.put("en", String.format(english, values));
        byLanguage.put("ur", String.format(urdu, values));
        byLanguage.put("zh", String.format(chinese, values));
        return byLanguage;
    }
}
