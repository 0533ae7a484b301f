package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a manager is told of a workbook that is not right: all of it at once, each with its cell. */
class FindingsTest {
    static List<String> found(WorkbookMaker workbook) throws UnreadableWorkbookException {
        return XlsForm.read(workbook.bytes(), "form").findings().stream()
                .filter(finding -> finding.level() == Finding.Level.ERROR)
                .map(finding -> finding.place() + " " + finding.code())
                .toList();
    }

    static List<String> codes(WorkbookMaker workbook) throws UnreadableWorkbookException {
        return XlsForm.read(workbook.bytes(), "form").findings().stream()
                .map(Finding::code)
                .toList();
    }

    static WorkbookMaker survey(String... lines) {
        return new WorkbookMaker()
                .sheet("survey", lines)
                .sheet("choices", "list_name | name | label", "yn | yes | Yes", "yn | no | No", "two | a b | A");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | relevant | parameters | bind::x:y",
                        "text | 1st | First",
                        "text | same | One",
                        "text | same | Two",
                        "select_one colours | colour | Colour",
                        "select_multiple two | both | Both",
                        "text | unseen",
                        "integer | age | Age | ${nobody} > 3",
                        "integer | height | Height | ${age > 3",
                        "range | quality | Quality | | start=0 end=x",
                        "begin_group | g | Group",
                        "end_repeat",
                        "picture | photo | Photo",
                        " | lost | Lost",
                        "text | | Nameless",
                        "text | prefixed | Prefixed | | | 1")))
                .containsExactly(
                        "choices!B4 CHOICE_BLANK",
                        "survey!F1 PREFIX",
                        "survey!B2 NAME_INVALID",
                        "survey!B4 NAME_TWICE",
                        "survey!A5 LIST_UNKNOWN",
                        "survey!C7 LABEL_MISSING",
                        "survey!D8 REFERENCE",
                        "survey!D9 REFERENCE",
                        "survey!E10 PARAMETER",
                        "survey!A11 BEGIN_UNMATCHED",
                        "survey!A12 END_UNMATCHED",
                        "survey!A13 TYPE_UNKNOWN",
                        "survey!A14 TYPE_MISSING",
                        "survey!B15 NAME_MISSING");
    }

    @Test
    void whatIsMadeBesideARowTakesANameToo() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | repeat_count",
                        "text | before_other | Before",
                        "select_one yn or_other | before | Before",
                        "select_one yn or_other | after | After",
                        "text | after_other | After",
                        "integer | visits_count | Visits",
                        "begin_repeat | visits | Visits | 2 + 1",
                        "text | notes | Notes",
                        "end_repeat",
                        "text | generated_note_name_11 | Note",
                        "note | | Read this")))
                .containsExactly(
                        "survey!A3 NAME_TWICE",
                        "survey!B5 NAME_TWICE",
                        "survey!D7 NAME_TWICE",
                        "survey!B11 NAME_TWICE");
    }

    @Test
    void groupsWithinGroupsHaveAnEnd() throws UnreadableWorkbookException {
        int depth = 200;
        List<String> rows = new ArrayList<>(List.of("type | name | label"));
        IntStream.range(0, depth).forEach(i -> rows.add("begin_group | g" + i + " | Group"));
        rows.add("text | notes | Notes");
        IntStream.range(0, depth).forEach(i -> rows.add("end_group"));

        assertThat(found(survey(rows.toArray(String[]::new)))).contains("survey!A101 NESTED");
    }

    @Test
    void loopsWithinLoopsHaveAnEnd() throws UnreadableWorkbookException {
        List<String> choices = new ArrayList<>(List.of("list_name | name | label", "visits | 1st | First"));
        IntStream.range(0, 1_000).forEach(i -> choices.add("many | c" + i + " | Choice"));
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label",
                        "begin loop over many | a | A",
                        "begin loop over many | b | B",
                        "text | notes | Notes",
                        "end loop",
                        "end loop",
                        "begin loop over visits | v | Visits",
                        "text | more | More",
                        "end loop")
                .sheet("choices", choices.toArray(String[]::new));

        assertThat(found(workbook)).containsExactly("choices!B2 NAME_INVALID", "survey!A2 LOOP");
    }

    @Test
    void nobodyReadsMoreThanAThousand() {
        Findings findings = new Findings();
        for (int row = 1; row <= 3_000; row++) {
            findings.error(new Place("survey", row, 1), "CHARACTER", "the cell holds a control character");
            findings.warning(new Place("survey", row, 2), "SHEET_NAME", "may be meant so");
        }

        assertThat(findings.all()).hasSize(2_002);
        assertThat(findings.all())
                .filteredOn(finding -> finding.code().equals("MORE"))
                .extracting(Finding::level)
                .containsExactly(Finding.Level.ERROR, Finding.Level.WARNING);
    }

    @Test
    void expressionsAreReadBeforeAPhoneDoes() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | relevant | constraint | calculation | choice_filter | default",
                        "integer | age | Age | | . >= 0 and (. < 9",
                        "select_one yn | ok | Ok | selected(${age}, '3') | | | name != ",
                        "calculate | total | | | | if(${age} > 3, 'x', 'y'",
                        "calculate | long | | | | coalesce(${age}, 0) + count-selected(${ok}) * 2 div (1 + 1)",
                        "text | said | Said | | | | | concat(${age}, 'x'")))
                .containsExactly(
                        "survey!E2 EXPRESSION", "survey!G3 EXPRESSION", "survey!F4 EXPRESSION", "survey!H6 EXPRESSION");
    }

    @Test
    void aFormulaKeepsAFormFromBeingPublishedAndOneWithoutAResultFromBeingMade() throws UnreadableWorkbookException {
        assertThat(found(survey("type | name | label", "text | notes | =A1&A2")))
                .containsExactly("survey!C2 FORMULA", "survey!C2 LABEL_MISSING");
        assertThat(XlsForm.read(Workbooks.read("pyxform/xl_date_ambiguous_v1.xlsx"), "x")
                        .findings())
                .filteredOn(finding -> finding.code().equals("FORMULA"))
                .hasSize(10)
                .allMatch(finding -> finding.level() == Finding.Level.PUBLISHING);
    }

    @Test
    void whoeverChangesEntriesOfAListReadsIt() throws UnreadableWorkbookException {
        WorkbookMaker changes = survey("type | name | label", "text | who | Who")
                .sheet("entities", "list_name | entity_id", "participants | ${who}");
        WorkbookMaker reads = survey("type | name | label", "select_one_from_file participants.csv | who | Who")
                .sheet("entities", "list_name | entity_id", "participants | ${who}");
        assertThat(codes(changes)).contains("ENTITY_LIST");
        assertThat(codes(reads)).doesNotContain("ENTITY_LIST");
        assertThat(found(survey(
                                "type | name | label | save_to",
                                "text | who | Who | who",
                                "begin_repeat | visits | Visits",
                                "text | notes | Notes | notes",
                                "end_repeat")
                        .sheet("entities", "list_name | label", "people | ${who}")))
                .containsExactly("survey!D4 SAVE_TO");
    }

    @Test
    void nothingIsLeftOutInSilence() throws UnreadableWorkbookException {
        List<Finding> findings = XlsForm.read(
                        survey(
                                        "type | name | label | colour | | score_points",
                                        "text | notes | Notes | red | stray | 3",
                                        " | | | only a note")
                                .sheet("setings", "x")
                                .bytes(),
                        "form")
                .findings();

        assertThat(findings)
                .filteredOn(finding -> finding.level() == Finding.Level.WARNING)
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly(
                        "setings SHEET_NAME", "survey!D1 COLUMN_UNUSED", "survey!E2 NO_HEADER", "survey!3 ROW_UNUSED");
    }

    @Test
    void aTextWithoutALanguageBesideThatOfTheDefaultLanguageIsToldOf() throws UnreadableWorkbookException {
        WorkbookMaker workbook = survey("type | name | label | label::English (en)", "text | notes | Old | New")
                .sheet("settings", "default_language", "English (en)");

        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .anyMatch(finding -> finding.place().toString().equals("survey!C1")
                        && finding.code().equals("COLUMN_UNUSED"));
    }

    @Test
    void theOldNameOfFormIdBesideItIsWarnedOfAndTwoOtherColumnsAreOneTooMany() throws UnreadableWorkbookException {
        XlsForm form = XlsForm.read(
                survey("type | name | label", "text | a | A")
                        .sheet("settings", "id_string | form_id", "old | new")
                        .bytes(),
                "form");

        assertThat(form.findings())
                .anyMatch(finding ->
                        finding.place().toString().equals("settings!A1") && finding.level() == Finding.Level.WARNING);
        assertThat(new String(form.toXForm(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<data id=\"new\"");
        assertThat(codes(survey("type | name | label | relevant | relevance", "text | a | A | 1 | 2")))
                .contains("COLUMN_TWICE")
                .doesNotContain("NO_HEADER");
    }

    @Test
    void aSheetWhoseRowsAllFailIsNotSaidToBeEmpty() throws UnreadableWorkbookException {
        assertThat(found(survey("type | name | label", "picture | a | A", "select_one colours | b | B")))
                .containsExactly("survey!A2 TYPE_UNKNOWN", "survey!A3 LIST_UNKNOWN");
        assertThat(found(survey("type | name | label"))).containsExactly("survey EMPTY");
    }

    @Test
    void twoAnswersForOnePropertyAreOneTooMany() throws UnreadableWorkbookException {
        WorkbookMaker workbook = survey(
                        "type | name | label | save_to",
                        "text | who | Who | called",
                        "text | alias | Alias | called",
                        "text | number | Number | number")
                .sheet("entities", "list_name | label", "people | ${who}");

        assertThat(XlsForm.read(workbook.bytes(), "form").findings())
                .filteredOn(finding -> finding.code().startsWith("SAVE_TO"))
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly("survey!D3 SAVE_TO_TWICE");
    }

    @Test
    void inARepeatAPathIsRelative() throws UnreadableWorkbookException {
        byte[] xform = XlsForm.read(
                        survey(
                                        "type | name | label | calculation | default",
                                        "integer | people | People",
                                        "begin_repeat | person | Person",
                                        "begin_group | who | Who",
                                        "text | called | Name | | once(${people})",
                                        "end_group",
                                        "calculate | hello | | concat(${called}, ${people})",
                                        "note | shown | Hello ${hello}",
                                        "end_repeat",
                                        "calculate | all | | count(${person})")
                                .bytes(),
                        "form")
                .toXForm();

        assertThat(new String(xform, java.nio.charset.StandardCharsets.UTF_8))
                .contains("calculate=\"concat( ../who/called ,  /data/people )\"")
                .contains("<output value=\" ../hello \"/>")
                .contains("calculate=\"count( /data/person )\"")
                .contains(
                        "<setvalue ref=\"/data/person/who/called\" event=\"odk-new-repeat\" value=\"once( /data/people"
                                + " )\"/></repeat>");
    }

    @Test
    void aFormOf500QuestionsAnd5000ChoicesIsReadInUnderTwoSeconds() throws UnreadableWorkbookException {
        String[] survey = new String[501];
        String[] choices = new String[5_001];
        survey[0] = "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | relevant";
        choices[0] = "list_name | name | label::English (en) | label::اردو (ur) | label::中文 (zh)";
        for (int i = 1; i <= 500; i++) {
            String relevant = i > 1 ? "${q" + (i - 1) + "} != 'c1' and count-selected(${q1}) > 0" : "";
            survey[i] = "select_one l" + i % 50 + " | q" + i + " | Question " + i + " | سوال " + i + " | 问题 " + i
                    + " | " + relevant;
        }
        for (int i = 1; i <= 5_000; i++) {
            choices[i] = "l" + i % 50 + " | c" + i + " | Choice " + i + " | انتخاب " + i + " | 选择 " + i;
        }
        byte[] file = new WorkbookMaker()
                .sheet("survey", survey)
                .sheet("choices", choices)
                .bytes();

        // of the processor, not of the wall: other tests run at the same time
        ThreadMXBean processor = ManagementFactory.getThreadMXBean();
        long began = processor.getCurrentThreadCpuTime();
        XlsForm form = XlsForm.read(file, "large");
        byte[] xform = form.toXForm();
        long millis = (processor.getCurrentThreadCpuTime() - began) / 1_000_000;

        System.out.println("500 questions and 5,000 choices, " + file.length / 1024 + " kB, to an XForm of "
                + xform.length / 1024 + " kB: " + millis + " ms");
        assertThat(form.converts()).isTrue();
        assertThat(millis).isLessThan(2_000);
    }
}
