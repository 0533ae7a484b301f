package org.hunar.server.report.likeness;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.JsonFields;

/** What speaks for two entries of a roster being one person, or against it. */
enum Evidence {
    SAME_NATIONAL_ID(0.95, "The same national id.", "شناختی نمبر ایک ہے۔", "身份证号相同。"),
    SAME_NUMBER(0.8, "The same participant number.", "شریک نمبر ایک ہے۔", "学员编号相同。"),
    SAME_PHONE(0.6, "The same telephone number.", "فون نمبر ایک ہے۔", "电话号码相同。"),
    SAME_NAME(0.5, "The same name.", "نام ایک ہے۔", "姓名相同。"),
    SAME_NAME_IN_ANOTHER_SCRIPT(
            0.45, "The same name, written in another script.", "وہی نام، مختلف رسم الخط میں۔", "姓名相同，文字不同。"),
    SIMILAR_NAME(0.4, "A similar name.", "نام ملتا جلتا ہے۔", "姓名相似。"),
    SAME_BIRTH_YEAR(0.25, "Born in the same year.", "پیدائش کا سال ایک ہے۔", "出生年份相同。"),
    SAME_ORGANISATION(0.25, "The same organisation.", "ادارہ ایک ہے۔", "单位相同。"),
    SAME_COHORT(0.1, "In the same cohort.", "ایک ہی گروپ میں۔", "同一班级。"),
    PRE_BESIDE_POST(
            0.35,
            "One has only a pre-assessment, the other only a post-assessment.",
            "ایک کا صرف ابتدائی جائزہ ہے، دوسرے کا صرف اختتامی۔",
            "一人只有前测，另一人只有后测。"),
    DIFFERENT_NATIONAL_ID(-0.8, "Different national ids.", "شناختی نمبر مختلف ہیں۔", "身份证号不同。"),
    DIFFERENT_NAME(-0.6, "Different names.", "نام مختلف ہیں۔", "姓名不同。"),
    DIFFERENT_GENDER(-0.5, "Different gender.", "جنس مختلف ہے۔", "性别不同。"),
    DIFFERENT_BIRTH_YEAR(-0.5, "Born in different years.", "پیدائش کے سال مختلف ہیں۔", "出生年份不同。"),
    UNMERGED_BEFORE(
            -0.8,
            "They were merged once, and a manager took the merge back.",
            "انہیں ایک بار یکجا کیا گیا تھا، پھر ایک منتظم نے واپس الگ کر دیا۔",
            "曾被合并，后由管理员撤销合并。");

    private final double weight;
    private final Map<String, String> text = new LinkedHashMap<>();

    /** @param weight share of the remaining doubt that it takes away; negative: share of the belief */
    Evidence(double weight, String english, String urdu, String chinese) {
        this.weight = weight;
        text.put("en", english);
        text.put("ur", urdu);
        text.put("zh", chinese);
    }

    double weight() {
        return weight;
    }

    boolean isAgainst() {
        return weight < 0;
    }

    Map<String, Object> toJson() {
        return new JsonFields().put("code", name()).put("text", text).toMap();
    }
}
