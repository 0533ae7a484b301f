package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a reader of the report should know before believing its figures. */
enum NoteCode {
    /** Nobody has both a baseline and a result, so there is no gain to show. */
    NO_PAIRS(
            "Nobody has both a pre- and a post-assessment that count, so no gain can be shown.",
            "کسی بھی شریک کے قابلِ شمار ابتدائی اور اختتامی دونوں جائزے موجود نہیں، اس لیے بہتری نہیں دکھائی جا سکتی۔",
            "没有人同时具有有效的前测和后测，因此无法显示进步幅度。"),
    /** Few pairs: intervals are wide and tests weak. */
    SMALL_N(
            10,
            "a proposal: users are asked to try a test on ten people first",
            "Only %1$s pairs: take the figures as indicative.",
            "صرف %1$s جوڑے: اعداد کو محض اشارہ سمجھیں۔",
            "只有 %1$s 对数据：数字仅供参考。"),
    /** Many who took the pre-assessment have no post-assessment: those who stayed may differ from those who left. */
    ATTRITION(
            20,
            "Schulz & Grimes 2002: a loss over 20 % threatens validity",
            "%1$s %% of those with a pre-assessment have no post-assessment; the gain may be biased by who left.",
            "ابتدائی جائزہ دینے والوں میں سے %1$s فیصد کا اختتامی جائزہ نہیں؛ چھوڑ جانے والوں کی وجہ سے نتیجہ متاثر ہو سکتا ہے۔",
            "参加前测的人中有 %1$s %% 没有后测；流失可能使进步幅度产生偏差。"),
    /** Many had full marks before the training: the instrument cannot show what they learned. */
    CEILING(
            15,
            "Terwee et al. 2007",
            "%1$s %% had full marks before the training; the assessment cannot show what they learned.",
            "%1$s فیصد نے تربیت سے پہلے ہی پورے نمبر لیے؛ یہ جائزہ ان کی بہتری نہیں دکھا سکتا۔",
            "%1$s %% 的人在培训前已得满分；该测评无法显示他们的进步。"),
    /** Many had no marks before the training: the instrument cannot tell where they started. */
    FLOOR(
            15,
            "Terwee et al. 2007",
            "%1$s %% had no marks before the training; the assessment cannot tell where they started.",
            "%1$s فیصد کو تربیت سے پہلے کوئی نمبر نہیں ملا؛ یہ جائزہ نہیں بتا سکتا کہ وہ کہاں سے چلے۔",
            "%1$s %% 的人在培训前得零分；该测评无法显示他们的起点。"),
    /**
     * People became alike by the training, and with the spread the reliability of the scores falls: it is expected to be 1 -
     * (1 - r) SD²pre / SD²post (Lord & Novick 1968, equal error variance).
     */
    ALPHA_LOW_AFTER_TRAINING(
            0.7,
            "Nunnally 1978; Lord & Novick 1968 for the expected value",
            "After the training people differ less, so reliability there is expected to be about %1$s. Do not fail the"
                    + " assessment on it alone; the report on items tells alpha itself.",
            "تربیت کے بعد شرکاء میں فرق کم رہ گیا، اس لیے وہاں اعتباریت تقریباً %1$s متوقع ہے۔ صرف اس بنا پر جائزے کو رد نہ"
                    + " کریں؛ خود الفا سوالات کی رپورٹ میں ہے۔",
            "培训后人员差异变小，信度预计约为 %1$s。不要仅凭此否定测评；alpha 本身见题目报告。"),
    /** Before and after were assessed by different forms, and the percents were not brought onto one scale. */
    FORMS_DIFFER(
            "Before the training: %1$s; after it: %2$s. The forms differ and are not equated, so a part of the gain may be a"
                    + " difference of forms.",
            "تربیت سے پہلے: \u2068%1$s\u2069؛ بعد میں: \u2068%2$s\u2069۔ فارم مختلف ہیں اور ہم پیمانہ نہیں کیے گئے، اس لیے بہتری"
                    + " کا کچھ حصہ فارم کے فرق سے ہو سکتا ہے۔",
            "培训前：%1$s；培训后：%2$s。两种表单不同且未经等值处理，部分进步可能来自表单差异。"),
    /** Some answers wait to be rated, and their assessments are not in the figures. */
    PENDING_RATING(
            "%1$s assessments wait to be rated and are not in the figures.",
            "%1$s جائزے درجہ بندی کے منتظر ہیں اور اعداد میں شامل نہیں۔", "%1$s 份测评等待评分，未计入数字。"),
    /** Some failed a critical step in the chosen post-assessment; their points are in the figures all the same. */
    CRITICAL_FAILED(
            "%1$s failed a critical step in the post-assessment; their points are in the figures.",
            "%1$s شرکاء اختتامی جائزے کے کسی لازمی مرحلے میں ناکام ہوئے؛ ان کے نمبر اعداد میں شامل ہیں۔",
            "%1$s 人在后测的关键步骤上未通过；其得分仍计入数字。"),
    /** Programmes were put together that have assessments of their own. */
    POOLED_PROGRAMMES(
            "%1$s programmes are put together, each with assessments of its own: compare rows with care.",
            "%1$s پروگرام یکجا کیے گئے ہیں اور ہر ایک کے اپنے جائزے ہیں: قطاروں کا موازنہ احتیاط سے کریں۔",
            "合并了 %1$s 个项目，各有自己的测评：比较各行时请谨慎。"),
    /** Groups were left out because they are small, or because they would reveal a small one. */
    GROUPS_LEFT_OUT(
            "Groups are left out that have fewer than %1$s people, or that would reveal such a group.",
            "وہ گروہ شامل نہیں جن میں %1$s سے کم افراد ہیں، یا جن سے ایسے گروہ کا پتا چل سکتا ہے۔",
            "少于 %1$s 人的组，以及会泄露这类组的组，均未列出。");

    private final Optional<Number> threshold;
    private final Optional<String> source;
    private final String english;
    private final String urdu;
    private final String chinese;

    NoteCode(String english, String urdu, String chinese) {
        this(Optional.empty(), Optional.empty(), english, urdu, chinese);
    }

    NoteCode(Number threshold, String source, String english, String urdu, String chinese) {
        this(Optional.of(threshold), Optional.of(source), english, urdu, chinese);
    }

    NoteCode(Optional<Number> threshold, Optional<String> source, String english, String urdu, String chinese) {
        this.threshold = threshold;
        this.source = source;
        this.english = english;
        this.urdu = urdu;
        this.chinese = chinese;
    }

    /** From where on it is said; empty where it is no matter of more or less. */
    Optional<Number> threshold() {
        return threshold;
    }

    /** Who set the threshold. */
    Optional<String> source() {
        return source;
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
