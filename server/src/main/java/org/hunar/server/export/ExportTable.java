package org.hunar.server.export;

import static org.hunar.server.export.Column.Type.ANSWER;
import static org.hunar.server.export.Column.Type.DECIMAL;
import static org.hunar.server.export.Column.Type.FLAG;
import static org.hunar.server.export.Column.Type.INTEGER;
import static org.hunar.server.export.Column.Type.REAL;
import static org.hunar.server.export.Column.Type.TEXT;
import static org.hunar.server.export.Column.Type.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables that can be taken away, each with its columns in order. */
public enum ExportTable {
    ASSESSMENTS(
            "Assessments",
            "جائزے",
            "测评",
            Columns.ASSESSMENT,
            Columns.PARTICIPANT,
            Columns.NAME,
            Columns.COHORT,
            Columns.INSTRUMENT,
            Columns.INSTRUMENT_VERSION,
            Columns.PHASE,
            Columns.ATTEMPT,
            Columns.STATE,
            Columns.SCORE_STATE,
            Columns.POINTS,
            Columns.MAX_POINTS,
            Columns.PERCENT,
            Columns.BAND,
            Columns.MASTERED,
            Column.of("critical_failed", TEXT, "Critical steps failed", "ناکام لازمی مراحل", "未通过的关键步骤"),
            Columns.KEY_VERSION,
            Column.of("started_at", TIME, "Started (UTC)", "آغاز (UTC)", "开始时间（UTC）"),
            Columns.COMPLETED_AT,
            Column.of("captured_at", TIME, "Captured (UTC)", "اندراج (UTC)", "采集时间（UTC）"),
            Column.of("received_at", TIME, "Received (UTC)", "وصولی (UTC)", "接收时间（UTC）"),
            Column.of("captured_by", TEXT, "Captured by", "اندراج کنندہ", "采集人"),
            Column.of("provisional", FLAG, "Waits for a decision", "فیصلے کا منتظر", "待裁定"),
            Column.of("rev", INTEGER, "Revision", "نظرثانی", "修订号")),
    ANSWERS(
            "Answers",
            "جوابات",
            "答案",
            Columns.ASSESSMENT,
            Columns.PARTICIPANT,
            Columns.NAME,
            Columns.COHORT,
            Columns.INSTRUMENT,
            Columns.INSTRUMENT_VERSION,
            Columns.PHASE,
            Columns.ATTEMPT,
            Columns.STATE,
            Columns.COMPLETED_AT,
            Column.of("item", TEXT, "Question", "سوال", "题目"),
            Columns.SKILL,
            Column.of("answer", ANSWER, "Answer", "جواب", "答案"),
            Columns.POINTS,
            Columns.MAX_POINTS),
    SCORES(
            "Scores",
            "نتائج",
            "分数",
            Columns.ASSESSMENT,
            Columns.PARTICIPANT,
            Columns.NAME,
            Columns.COHORT,
            Columns.INSTRUMENT,
            Columns.INSTRUMENT_VERSION,
            Columns.PHASE,
            Columns.ATTEMPT,
            Columns.STATE,
            Columns.SKILL,
            Columns.SCORE_STATE,
            Columns.POINTS,
            Columns.MAX_POINTS,
            Columns.PERCENT,
            Columns.BAND,
            Columns.MASTERED,
            Columns.KEY_VERSION),
    PAIRS(
            "Pairs before and after",
            "تربیت سے پہلے اور بعد کے جوڑے",
            "培训前后配对",
            Columns.PARTICIPANT,
            Columns.NAME,
            Columns.COHORT,
            Columns.PROVINCE,
            Columns.GENDER,
            Columns.ORGANISATION,
            Column.of("pairing", TEXT, "Pairing", "جوڑا", "配对状态"),
            Columns.SKILL,
            Column.of("pre_percent", REAL, "Before, %", "پہلے، %", "前测，%"),
            Column.of("post_percent", REAL, "After, %", "بعد، %", "后测，%"),
            Column.of("gain", REAL, "Gain, percentage points", "اضافہ، فیصد پوائنٹ", "提高，百分点"),
            Column.of("pre_assessment_id", TEXT, "Pre-assessment", "ابتدائی جائزہ", "前测编号"),
            Column.of("post_assessment_id", TEXT, "Post-assessment", "اختتامی جائزہ", "后测编号")),
    PARTICIPANTS(
            "Participants",
            "شرکاء",
            "学员",
            Columns.PARTICIPANT,
            Column.of("number", TEXT, "Number", "نمبر", "编号"),
            Columns.NAME,
            Column.of("name_latin", TEXT, "Name in Latin letters", "نام لاطینی حروف میں", "拉丁字母姓名")
                    .asPersonal(),
            Column.of("phone", TEXT, "Phone", "فون", "电话").asPersonal(),
            Columns.COHORT,
            Columns.PROVINCE,
            Columns.GENDER,
            Columns.ORGANISATION,
            Column.of("removed", FLAG, "No longer on the roster", "فہرست سے خارج", "已移出名单"),
            Column.of("rev", INTEGER, "Revision", "نظرثانی", "修订号"));

    private final Map<String, String> titles;
    private final List<Column> columns;

    ExportTable(String en, String ur, String zh, Column... columns) {
        this.titles = Map.of("en", en, "ur", ur, "zh", zh);
        this.columns = List.of(columns);
    }

    public static Optional<ExportTable> named(String name) {
        return Arrays.stream(values())
                .filter(table -> table.wireName().equals(name))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Map<String, String> titles() {
        return titles;
    }

    /** @param names whether those that may tell who somebody is are among them */
    public List<Column> columns(boolean names) {
        return columns.stream().filter(column -> names || !column.personal()).toList();
    }

    /** Those that several tables share. */
    private static final class Columns {
        static final Column ASSESSMENT = Column.of("assessment_id", TEXT, "Assessment", "جائزہ", "测评编号");
        static final Column PARTICIPANT = Column.of("participant_id", TEXT, "Participant", "شریک", "学员编号");
        static final Column NAME = Column.of("name", TEXT, "Name", "نام", "姓名").asPersonal();
        static final Column COHORT = Column.of("cohort", TEXT, "Cohort", "گروپ", "班级");
        static final Column PROVINCE = Column.of("province", TEXT, "Province", "صوبہ", "省份");
        static final Column GENDER = Column.of("gender", TEXT, "Gender", "جنس", "性别");
        static final Column ORGANISATION = Column.of("organisation", TEXT, "Organisation", "ادارہ", "单位");
        static final Column INSTRUMENT = Column.of("instrument", TEXT, "Form", "فارم", "表单");
        static final Column INSTRUMENT_VERSION =
                Column.of("instrument_version", TEXT, "Version of the form", "فارم کا نسخہ", "表单版本");
        static final Column PHASE = Column.of("phase", TEXT, "Phase", "مرحلہ", "阶段");
        static final Column ATTEMPT = Column.of("attempt", INTEGER, "Attempt", "کوشش", "次数");
        static final Column STATE = Column.of("state", TEXT, "State", "حالت", "状态");
        static final Column SCORE_STATE = Column.of("score_state", TEXT, "State of the score", "نتیجے کی حالت", "评分状态");
        static final Column SKILL = Column.of("skill", TEXT, "Skill", "مہارت", "技能");
        static final Column POINTS = Column.of("points", DECIMAL, "Points", "نمبر حاصل", "得分");
        static final Column MAX_POINTS = Column.of("max_points", DECIMAL, "Out of", "کل نمبر", "满分");
        static final Column PERCENT = Column.of("percent", REAL, "Percent", "فیصد", "百分比");
        static final Column BAND = Column.of("band", TEXT, "Level", "درجہ", "等级");
        static final Column MASTERED = Column.of("mastered", FLAG, "Mastered", "مہارت حاصل", "已掌握");
        static final Column KEY_VERSION =
                Column.of("key_version", INTEGER, "Version of the key", "کلید کا نسخہ", "答案版本");
        static final Column COMPLETED_AT =
                Column.of("completed_at", TIME, "Completed (UTC)", "تکمیل (UTC)", "完成时间（UTC）");
    }
}
