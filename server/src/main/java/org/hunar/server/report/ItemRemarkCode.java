package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a look at the items finds. The first ones speak of one item, the others of the whole. */
enum ItemRemarkCode {
    TOO_EASY(
            "%1$s %% of its points were earned: almost everybody gets it right, so it tells nobody apart.",
            "اس کے %1$s فیصد نمبر حاصل ہوئے: تقریباً سب اسے درست کرتے ہیں، اس لیے یہ کسی میں فرق نہیں دکھاتا۔",
            "得分率为 %1$s %%：几乎人人答对，无法区分水平。"),
    TOO_HARD(
            "Only %1$s %% of its points were earned: almost nobody gets it right.",
            "اس کے صرف %1$s فیصد نمبر حاصل ہوئے: تقریباً کوئی اسے درست نہیں کرتا۔", "得分率仅为 %1$s %%：几乎无人答对。"),
    LOW_DISCRIMINATION(
            "Strong and weak people hardly differ on it (discrimination %1$s, correlation with the rest %2$s).",
            "مضبوط اور کمزور شرکاء میں اس پر بمشکل فرق ہے (امتیاز %1$s، باقی سوالات سے تعلق %2$s)۔",
            "强者与弱者在此题上几乎没有差别（区分度 %1$s，与其余题目的相关 %2$s）。"),
    NEGATIVE_DISCRIMINATION(
            "Weaker people do better on it than stronger ones: check the key.",
            "کمزور شرکاء اس پر مضبوط شرکاء سے بہتر ہیں: درست جواب کی کنجی جانچیں۔",
            "较弱者在此题上反而优于较强者：请检查答案。"),
    ALPHA_RISES_WITHOUT(
            "Without it the assessment would be more reliable (alpha %2$s instead of %1$s).",
            "اس کے بغیر جائزہ زیادہ قابلِ اعتماد ہوتا (الفا %1$s کے بجائے %2$s)۔", "去掉此题后测评更可靠（alpha 由 %1$s 升至 %2$s）。"),
    KNOWN_BEFORE(
            "Almost everybody knew it before the training (%1$s %%): it cannot show what was learned.",
            "تقریباً سب یہ تربیت سے پہلے جانتے تھے (%1$s فیصد): اس سے سیکھا ہوا ظاہر نہیں ہو سکتا۔",
            "培训前几乎人人已会（%1$s %%）：无法显示学到了什么。"),
    DISTRACTOR_UNUSED(
            "The wrong option %1$s is chosen by %2$s %%: hardly anybody takes it for right.",
            "غلط آپشن %1$s صرف %2$s فیصد نے چنا: تقریباً کوئی اسے درست نہیں سمجھتا۔",
            "错误选项 %1$s 仅有 %2$s %% 的人选择：几乎没有迷惑作用。"),
    DISTRACTOR_ATTRACTS_STRONG(
            "The wrong option %1$s is chosen by stronger people (correlation %2$s): check the key and the wording.",
            "غلط آپشن %1$s مضبوط شرکاء چنتے ہیں (تعلق %2$s): کنجی اور الفاظ جانچیں۔",
            "较强者选择错误选项 %1$s（相关 %2$s）：请检查答案和措辞。"),
    DIF_LARGE(
            "People of %1$s and %2$s with the same total differ much on it: check whether it is fair to both.",
            "برابر کل نمبر والے %1$s اور %2$s کے شرکاء اس پر بہت مختلف ہیں: جانچیں کہ یہ دونوں کے لیے منصفانہ ہے۔",
            "总分相同的 %1$s 与 %2$s 人员在此题上差异很大：请检查是否对双方公平。"),

    NO_ASSESSMENTS(
            "Nobody has a counting assessment of this phase with this version of the instrument.",
            "اس مرحلے میں آلے کے اس نسخے کے ساتھ کسی کا قابلِ شمار جائزہ نہیں۔",
            "此阶段没有使用该版本工具的有效测评。"),
    FEW_PEOPLE(
            "Only %1$s people: take the figures of the items as indicative.",
            "صرف %1$s افراد: سوالات کے اعداد کو محض اشارہ سمجھیں۔", "仅 %1$s 人：题目数字仅供参考。"),
    CEILING(
            "%1$s %% have full marks: the assessment cannot show how much more they know.",
            "%1$s فیصد نے پورے نمبر لیے: یہ جائزہ نہیں دکھا سکتا کہ وہ مزید کتنا جانتے ہیں۔",
            "%1$s %% 的人得满分：该测评无法显示他们还会多少。"),
    ALPHA_LOW_AFTER_TRAINING(
            "Alpha is %1$s after the training. It falls when everybody has learned: do not fail the assessment on it alone.",
            "تربیت کے بعد الفا %1$s ہے۔ جب سب سیکھ لیں تو یہ گر جاتا ہے: صرف اس بنا پر جائزے کو رد نہ کریں۔",
            "培训后 alpha 为 %1$s。人人学会后它会下降：不要仅凭此否定测评。"),
    RASCH_PART_OF_FORM(
            "The Rasch model holds for items that are right or wrong; left out: %1$s.",
            "راش ماڈل صرف درست یا غلط سوالات کے لیے ہے؛ شامل نہیں: %1$s۔", "Rasch 模型仅适用于对错题；未包括：%1$s。"),
    RASCH_NOT_ESTIMABLE(
            "These answers do not put the items on one scale, so there is no Rasch model.",
            "یہ جوابات سوالات کو ایک پیمانے پر نہیں لاتے، اس لیے راش ماڈل نہیں۔",
            "这些答案无法把题目放到同一量尺上，因此没有 Rasch 模型。"),
    RASCH_TOO_COSTLY(
            "Too many items, or too many different sets of items, for a Rasch model while you wait: the command figures computes it.",
            "انتظار کے دوران راش ماڈل کے لیے سوالات، یا سوالات کے مختلف مجموعے، بہت زیادہ ہیں: کمانڈ figures اسے نکالتی ہے۔",
            "题目或不同的题目组合过多，无法即时计算 Rasch 模型：可用命令 figures 计算。"),
    PERSONS_LEFT_OUT(
            "More than %1$s people: what a score means stands in the score table, not person by person.",
            "%1$s سے زیادہ افراد: نمبر کا مطلب نمبروں کے جدول میں ہے، ہر فرد کے ساتھ نہیں۔",
            "超过 %1$s 人：分数含义见分数表，不逐人列出。"),
    DIF_NEEDS_TWO_GROUPS(
            "To compare groups item by item, name two: reference and focal.",
            "گروہوں کا سوال بہ سوال موازنہ کرنے کے لیے دو نام دیں: reference اور focal۔",
            "要逐题比较，请指定两个组：reference 与 focal。"),
    TOO_FEW_TO_SHOW(
            "Figures of fewer than %1$s people are left out, or those that would reveal them.",
            "%1$s سے کم افراد کے اعداد، یا جن سے ان کا پتا چل سکے، شامل نہیں۔", "少于 %1$s 人的数字，以及会泄露这些人的数字，均未列出。"),
    COMPLETE_CASES_ONLY(
            "The figures are of those who got every item, so that nobody's answers can be worked out.",
            "اعداد صرف ان کے ہیں جنہیں ہر سوال ملا، تاکہ کسی کے جوابات معلوم نہ کیے جا سکیں۔",
            "数字仅包括做了全部题目的人，以免推算出个人答案。");

    private final String english;
    private final String urdu;
    private final String chinese;

    ItemRemarkCode(String english, String urdu, String chinese) {
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
