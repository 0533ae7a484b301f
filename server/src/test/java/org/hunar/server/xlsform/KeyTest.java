package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.junit.jupiter.api.Test;

/** The key in the workbook: columns score_… of the survey, sheets scoring and skills. */
class KeyTest {
    private static final String HEADER =
            "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | score_answer | score_points | score_rule"
                    + " | score_max | score_skill | score_critical | parameters | score_evidence";

    private static WorkbookMaker workbook(String... questions) {
        String[] survey = new String[questions.length + 1];
        survey[0] = HEADER;
        for (int i = 0; i < questions.length; i++) {
            survey[i + 1] = questions[i];
        }
        return new WorkbookMaker()
                .sheet("survey", survey)
                .sheet(
                        "choices",
                        "list_name | name | label::English (en) | label::اردو (ur) | label::中文 (zh)",
                        "tools | torch | Torch | ٹارچ | 焊枪",
                        "tools | clamp | Clamp | کلیمپ | 夹具",
                        "tools | hammer | Hammer | ہتھوڑا | 锤子",
                        "often | 1 | Never | کبھی نہیں | 从不",
                        "often | 4 | Always | ہمیشہ | 总是")
                .sheet(
                        "settings",
                        "form_title | form_id | version | default_language",
                        "Welding | weld_l2 | 1 | English (en)");
    }

    private static String key(WorkbookMaker workbook) throws UnreadableWorkbookException {
        XlsForm form = XlsForm.read(workbook.bytes(), "form");
        assertThat(form.isPublishable()).as("%s", form.findings()).isTrue();
        return Json.write(((Map<?, ?>) form.draft().json().get("key")).get("items"));
    }

    private static List<String> inTheWay(WorkbookMaker workbook) throws UnreadableWorkbookException {
        return XlsForm.read(workbook.bytes(), "form").findings().stream()
                .filter(finding -> finding.level() != Finding.Level.WARNING)
                .map(finding -> finding.place() + " " + finding.code())
                .toList();
    }

    @Test
    void theColumnsSayWhatIsRight() throws UnreadableWorkbookException {
        assertThat(key(workbook(
                        "select_one tools | first | First | پہلا | 第一 | torch | 2 | | | tools | yes",
                        "select_multiple tools | all | All | سب | 全部 | torch clamp | 4 | | | tools",
                        "select_multiple tools | share | Share | حصہ | 部分 | torch clamp | 4 | per_option_penalty | | tools",
                        "integer | minutes | Minutes | منٹ | 分钟 | 30..40 | 3 | | | weld",
                        "range | quality | Quality | معیار | 质量 | | 5 | | | weld | | start=0 end=5 step=1",
                        "select_one often | how | How | کیسے | 如何 | | 1 | scale | | weld",
                        "text | why | Why | کیوں | 为什么 | | 6 | manual | 10 | weld")))
                .isEqualTo("{\"first\":{\"key\":\"torch\",\"weight\":2,\"critical\":true},"
                        + "\"all\":{\"key\":[\"torch\",\"clamp\"],\"weight\":4},"
                        + "\"share\":{\"key\":[\"torch\",\"clamp\"],\"scoring\":\"PARTIAL\",\"penalty\":1,\"weight\":4},"
                        + "\"minutes\":{\"key\":35,\"tolerance\":5,\"weight\":3},"
                        + "\"quality\":{\"weight\":5},\"how\":{\"weight\":1},\"why\":{\"weight\":6}}");
    }

    @Test
    void theSheetScoringGoesBeforeTheColumns() throws UnreadableWorkbookException {
        WorkbookMaker workbook = workbook(
                        "select_one tools | first | First | پہلا | 第一 | torch | 9 | | | tools",
                        "select_multiple tools | share | Share | حصہ | 部分",
                        "decimal | gap | Gap | خلا | 间隙")
                .sheet(
                        "scoring",
                        "question | choice | from | to | points | skill | critical",
                        "first | clamp | | | 2 | safety | yes",
                        "first | torch | | | 0",
                        "share | torch | | | 2 | tools",
                        "share | clamp | | | 2",
                        "share | hammer | | | -1",
                        "gap | | 0.5 | 1.5 | 3 | weld")
                .sheet("skills", "skill | max", "safety | 2", "tools | 4", "weld | 3");

        assertThat(key(workbook))
                .isEqualTo("{\"first\":{\"key\":\"clamp\",\"weight\":2,\"critical\":true},"
                        + "\"share\":{\"key\":[\"torch\",\"clamp\"],\"scoring\":\"PARTIAL\",\"penalty\":0.5,\"weight\":4},"
                        + "\"gap\":{\"key\":1.0,\"tolerance\":0.5,\"weight\":3}}");
    }

    /** The key knows a number and a tolerance: five or more would have become five and nothing else. */
    @Test
    void aRangeWithoutAnEndIsRefusedAtTheEmptyCell() throws UnreadableWorkbookException {
        WorkbookMaker workbook = workbook(
                        "integer | least | Least | کم | 至少",
                        "integer | most | Most | زیادہ | 至多",
                        "integer | one | One | ایک | 一",
                        "integer | odd | Odd | طاق | 奇 | 1..2..3 | 1 | | | weld")
                .sheet(
                        "scoring",
                        "question | choice | from | to | points | skill",
                        "least | | 5 | | 3 | weld",
                        "most | | | 9 | 3 | weld",
                        "one | | 5 | 5 | 3 | weld");

        assertThat(inTheWay(workbook)).containsExactly("scoring!D2 RANGE", "scoring!C3 RANGE", "survey!F5 NUMBER");
    }

    @Test
    void whatKeepsTheKeyFromHoldingIsSaidAtItsCell() throws UnreadableWorkbookException {
        WorkbookMaker workbook = workbook(
                        "select_one tools | first | First | پہلا | 第一 | torch clamp | 2 | | | tools",
                        "select_multiple tools | all | All | سب | 全部 | saw | 4 | sometimes | | tools",
                        "integer | minutes | Minutes | منٹ | 分钟 | soon | none | | | weld",
                        "image | photo | Photo | تصویر | 照片 | | 3 | | | weld",
                        "text | why | Why | کیوں | 为什么 | | 6 | | | | | | yes",
                        "begin_repeat | again | Again | دوبارہ | 再次",
                        "integer | number | Number | نمبر | 号码 | 3 | 1 | | | weld",
                        "end_repeat",
                        "select_one tools | last | Last | آخری | 最后 | torch | 1 | | | painting")
                .sheet("scoring", "question | points", "nobody | 3")
                .sheet("skills", "skill | max", "tools | 7", "weld | 0");

        assertThat(inTheWay(workbook))
                .containsExactlyInAnyOrder(
                        "survey!G2 ONE_ANSWER",
                        "survey!F3 CHOICE_UNKNOWN",
                        "survey!H3 SCORE_RULE",
                        "survey!F4 NUMBER",
                        "survey!G4 NUMBER",
                        "survey!G5 UNSUPPORTED",
                        "survey!G6 SKILL_MISSING",
                        "survey!M6 UNSUPPORTED",
                        "survey!G8 REPEAT_SCORED",
                        "survey!J10 SKILL_UNKNOWN",
                        "scoring!A2 QUESTION_UNKNOWN",
                        "skills!B2 POINTS_SUM",
                        "skills!B3 POINTS_SUM");
    }

    /** Nothing of what a manager wrote is left out without a word: it is scored, or named by its cell. */
    @Test
    void whatIsMarkedIsWorthItsBestMarkWhereNoPointsAreWritten() throws UnreadableWorkbookException {
        assertThat(key(workbook(
                        "text | essay | Essay | مضمون | 作文 | | | manual | 10 | safety",
                        "range | seam | Seam | جوڑ | 焊缝 | | | scale | 5 | safety | | start=1 end=5",
                        "integer | marks | Marks | نمبر | 分数 | | | scale | 20 | safety")))
                .isEqualTo("{\"essay\":{\"weight\":10},\"seam\":{\"weight\":5},\"marks\":{\"weight\":20}}");
    }

    @Test
    void aRuleWithoutPointsOrAnswerIsRefusedAtItsCell() throws UnreadableWorkbookException {
        assertThat(inTheWay(workbook(
                        "range | seam | Seam | جوڑ | 焊缝 | | | manual | | safety",
                        "text | essay | Essay | مضمون | 作文 | | | manual | | safety",
                        "select_one tools | first | First | پہلا | 第一 | | | exact | | tools",
                        "select_one often | how | How | کیسے | 如何 | | | scale | | weld",
                        "range | third | Third | تیسرا | 第三 | | 5 | scale | 7 | weld",
                        "text | free | Free | کھلا | 开放 | | | none | 3 | weld")))
                .containsExactlyInAnyOrder(
                        "survey!H2 POINTS_MISSING",
                        "survey!H3 SCALE",
                        "survey!H4 ONE_ANSWER",
                        "survey!H5 POINTS_MISSING",
                        "survey!I6 POINTS_SUM");
    }

    @Test
    void pointsOfWhatNobodyIsAskedAreRefusedAtTheirCell() throws UnreadableWorkbookException {
        assertThat(inTheWay(workbook(
                        "begin_group | g | Group | گروپ | 组 | | 5",
                        "hidden | secret | | | | | 2",
                        "text | why | Why | کیوں | 为什么",
                        "end_group")))
                .containsExactly("survey!G2 UNSUPPORTED", "survey!G3 UNSUPPORTED");
    }

    @Test
    void anAnswerOrARuleThatTheQuestionCannotUseIsRefusedAtItsCell() throws UnreadableWorkbookException {
        WorkbookMaker workbook = workbook(
                        "text | weld | Weld | ویلڈ | 焊接 | TIG | 2 | exact | | safety",
                        "select_one often | how | How | کیسے | 如何 | 4 | 1 | scale | | weld",
                        "integer | minutes | Minutes | منٹ | 分钟 | 30 | 3 | manual | | weld",
                        "select_multiple tools | all | All | سب | 全部 | torch | 4 | band | | tools",
                        "text | why | Why | کیوں | 为什么",
                        "integer | years | Years | سال | 年")
                .sheet(
                        "scoring",
                        "question | choice | from | to | points | skill | weight",
                        "why | because | | | | weld | 3",
                        "years | many | 2 | 3 | 1 | weld");

        assertThat(inTheWay(workbook))
                .containsExactlyInAnyOrder(
                        "survey!F2 ANSWER_UNUSED",
                        "survey!H2 SCORE_RULE",
                        "survey!F3 ANSWER_UNUSED",
                        "survey!H4 SCORE_RULE",
                        "survey!H5 SCORE_RULE",
                        "scoring!B2 ANSWER_UNUSED",
                        "scoring!B3 ANSWER_UNUSED");
    }

    @Test
    void whatIsNotReadIsWarnedOf() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label | score_points | score_skill | score_phase | score_critical",
                        "text | why | Why | 3 | weld | PRE | x",
                        "text | how | How | | | | yes",
                        "text | fine | Fine | 3 | weld | | no")
                .sheet("phases", "phase | label", "PRE | Before")
                .sheet(
                        "settings",
                        "form_id | version | pass_mark | score_scheme | client_editable | auto_send | auto_delete",
                        "f | 1 | 60 | simple | maybe | perhaps | true");

        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly(
                        "phases SHEET_UNUSED",
                        "settings!C1 COLUMN_UNUSED",
                        "settings!D1 COLUMN_UNUSED",
                        "settings!E2 YES_OR_NO",
                        "settings!F2 YES_OR_NO",
                        "survey!F1 COLUMN_UNUSED",
                        "survey!G2 YES_OR_NO",
                        "survey!G3 NOT_SCORED");
    }

    @Test
    void everyLanguageIsDemandedWhereSomethingIsShown() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English (en) | label::اردو (ur) | hint::English (en) | label::Français",
                        "select_one yn | ok | Ok | ٹھیک",
                        "text | why | Why | | Say why")
                .sheet("choices", "list_name | name | label::English (en) | label::اردو (ur)", "yn | yes | Yes |")
                .sheet("settings", "form_id | version | default_language", "f | 1 | English");

        assertThat(inTheWay(workbook))
                .containsExactly(
                        "choices!B2 LANGUAGE_MISSING",
                        "settings!C2 DEFAULT_LANGUAGE",
                        "survey LANGUAGE_MISSING",
                        "survey!C3 LANGUAGE_MISSING",
                        "survey!E3 LANGUAGE_MISSING");
    }

    /** A phone takes them for two languages, and shows a dash where the one that was chosen has nothing. */
    @Test
    void aLanguageHasOneNameInAllColumnsOfAllSheets() throws UnreadableWorkbookException {
        String labels = "label::English (en) | label::اردو (ur) | label::中文 (zh)";
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | " + labels + " | hint::English (en) | hint::اردو(ur) | hint::中文 (zh)"
                                + " | constraint | constraint_message::English (en) | constraint_message::Urdu (ur)"
                                + " | constraint_message::中文 (zh) | image::English | hint::Urdu",
                        "select_one yn | ok | Ok | ٹھیک | 好 | Say | کہیں | 说 | . != '' | No | نہیں | 不 | ok.png")
                .sheet(
                        "choices",
                        "list_name | name | " + labels.replace("اردو (ur)", "Urdu (ur)"),
                        "yn | y | Y | ہ | 是")
                .sheet("settings", "form_id | version | default_language", "f | 1 | English (en)");

        assertThat(inTheWay(workbook))
                .containsExactly(
                        "choices!D1 LANGUAGE_NAME",
                        "survey!G1 LANGUAGE_NAME",
                        "survey!K1 LANGUAGE_NAME",
                        "survey!M1 LANGUAGE_NAME");
        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .anyMatch(finding -> finding.message()
                        .startsWith("the language ur is called Urdu (ur) here and اردو (ur) in survey!D1"));
    }

    @Test
    void guidanceThatLacksALanguageIsWarnedOfAndAMessageInAFourthLanguageIsSeen() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh)"
                                + " | guidance_hint::English (en) | required | required_message::Dialect",
                        "text | why | Why | کیوں | 为什么 | Ask twice | yes | Hao")
                .sheet("settings", "form_id | version | default_language", "f | 1 | English (en)");

        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .anyMatch(finding -> finding.level() == Finding.Level.WARNING
                        && finding.place().toString().equals("survey!F2")
                        && finding.message().contains("اردو (ur) and in 中文 (zh)"));
        assertThat(inTheWay(workbook)).contains("settings!C2 LANGUAGE_CODE", "survey!H2 LANGUAGE_MISSING");
    }

    @Test
    void aLanguageThatEverybodyKnowsNeedsNoCode() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English | label::Urdu | label::中文 | label::Dialect",
                        "text | why | Why | کیوں | 为什么",
                        "text | how | How | کیسے | 如何 | Hao")
                .sheet("settings", "form_id | version | default_language", "f | 1 | English");

        assertThat(inTheWay(workbook)).containsExactly("settings!C2 LANGUAGE_CODE");
        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .filteredOn(finding -> finding.code().equals("LANGUAGE_CODE"))
                .extracting(Finding::message)
                .containsExactly(
                        "the language Dialect needs its code, in every header: write English (en)",
                        "the language English has no code and is taken for en: write English (en) in every header",
                        "the language Urdu has no code and is taken for ur: write Urdu (ur) in every header",
                        "the language 中文 has no code and is taken for zh: write 中文 (zh) in every header");
    }

    @Test
    void whatChoicesEarnDoesNotReachAPhone() throws UnreadableWorkbookException {
        XlsForm welding = XlsForm.read(Workbooks.read("welding.xlsx"), "");

        assertThat(new String(welding.toXForm(), StandardCharsets.UTF_8)).contains("<score_points>2</score_points>");
        assertThat(new String(welding.toPublishedXForm(), StandardCharsets.UTF_8))
                .doesNotContain("score_points")
                .contains("<name>torch</name>");
        assertThat(welding.findings())
                .anyMatch(finding -> finding.toString().contains("KEY_ON_PHONE")
                        && finding.place().toString().equals("choices!F1"));
    }

    @Test
    void aPhoneThatShowsTheScoreIsToldSo() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label | calculation",
                        "select_one yn | ok | Ok",
                        "calculate | earned | |" + " instance('yn')/root/item[name=${ok}]/score_points")
                .sheet("choices", "list_name | name | label | score_points", "yn | yes | Yes | 2");

        assertThat(inTheWay(workbook)).contains("choices!D1 KEY_ON_PHONE");
        workbook.sheet("settings", "score_on_phone", "yes");
        assertThat(inTheWay(workbook)).doesNotContain("choices!D1 KEY_ON_PHONE");
        assertThat(new String(XlsForm.read(workbook.bytes(), "f").toPublishedXForm(), StandardCharsets.UTF_8))
                .contains("<score_points>2</score_points>");
    }
}
