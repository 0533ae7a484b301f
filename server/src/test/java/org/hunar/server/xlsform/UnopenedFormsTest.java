package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.xlsform.FindingsTest.found;
import static org.hunar.server.xlsform.FindingsTest.survey;

import org.junit.jupiter.api.Test;

/** What JavaRosa, the engine of ODK Collect, would not open is refused before a phone has it. */
class UnopenedFormsTest {
    /** Each of them alone is refused by JavaRosa, the engine of ODK Collect. */
    @Test
    void aQuestionThatDependsOnItselfIsFoundBeforeAPhoneFindsIt() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | relevant | calculation | required | read_only | constraint | trigger",
                        "calculate | total | | | ${total} + 1",
                        "integer | age | Age | ${grown} = 'yes' | | | | ${age} > 3",
                        "calculate | grown | | | if(${age} > 17, 'yes', 'no')",
                        "calculate | before | | | ${last-saved#before} + 1",
                        "text | told | Told | | | ${told} = ''",
                        "text | fixed | Fixed | | | | ${free} = ''",
                        "text | free | Free | | | | ${fixed} = ''",
                        "begin_group | visit | Visit | ${seen} = 'yes' | | | ${notes} = ''",
                        "text | seen | Seen",
                        "text | notes | Notes",
                        "end_group",
                        "begin_repeat | round | Round",
                        "calculate | sum | | | coalesce(${sum}, 0) + 1",
                        "text | work | Work",
                        "calculate | length | | | string-length(${work}) + ${age}",
                        "end_repeat",
                        "calculate | changes | | | ${changes} + 1 | | | | ${notes}",
                        "text | long | Long | string-length(.) > 2",
                        "calculate | number | | | if(. = '', 1, .)",
                        "text | half | Half | ${age} > .5 or ${notes} = 'a . b' | | | | . != ''",
                        "text | said | Said | count(/form/visit/notes[. != '']) > 0")))
                .containsExactly(
                        "survey!E2 CYCLE",
                        "survey!D3 CYCLE",
                        "survey!E4 CYCLE",
                        "survey!F6 CYCLE",
                        "survey!G7 CYCLE",
                        "survey!G8 CYCLE",
                        "survey!B10 CYCLE",
                        "survey!E14 CYCLE",
                        "survey!D19 CYCLE",
                        "survey!E20 CYCLE");
    }

    @Test
    void aPathWrittenOutIsAReferenceToo() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | relevant | calculation",
                        "calculate | total | | | . + 1",
                        "text | told | Told | /data/told = ''",
                        "text | fine | Fine | /data/told = ''")))
                .containsExactly("survey!E2 CYCLE", "survey!D3 CYCLE");
    }

    /** Each of them alone is refused by JavaRosa, the engine of ODK Collect. */
    @Test
    void aFunctionOrAListThatNoPhoneKnowsIsNamedByItsCell() throws UnreadableWorkbookException {
        assertThat(found(survey(
                        "type | name | label | relevant | constraint | calculation | choice_filter | default",
                        "text | a | A of ${a}",
                        "calculate | b | | | | foobar(1)",
                        "calculate | c | | | | if(1,2)",
                        "text | d | D | foobar(${a})",
                        "text | e | E | selected(${a})",
                        "calculate | f | | | | instance('zz')/root/item[name='x']/label",
                        "text | g | G | | foobar(.)",
                        "select_one yn | h | H | | selected(.) | | selected(1)",
                        "text | i | I | | | | | foobar(1)",
                        "note | j | See instance('zz')/root/item[name='x']/label",
                        "csv-external | towns",
                        "calculate | k | | | | instance('towns')/root/item[name=${a}]/label",
                        "calculate | l | | | | instance('yn')/root/item[name=${a}]/label")))
                .containsExactly(
                        "survey!F3 EXPRESSION",
                        "survey!F4 EXPRESSION",
                        "survey!D5 EXPRESSION",
                        "survey!D6 EXPRESSION",
                        "survey!F7 INSTANCE",
                        "survey!E8 EXPRESSION",
                        "survey!E9 EXPRESSION",
                        "survey!G9 EXPRESSION",
                        "survey!H10 EXPRESSION",
                        "survey!C11 INSTANCE");
    }

    @Test
    void phonesLookForTheLabelOfAListInItsFirstChoice() throws UnreadableWorkbookException {
        WorkbookMaker workbook = new WorkbookMaker()
                .sheet("survey", "type | name | label", "select_one yn | ok | Ok", "select_one fine | f | F")
                .sheet(
                        "choices",
                        "list_name | name | label | image",
                        "yn | yes",
                        "yn | no | No",
                        "fine | a | | a.png",
                        "unused | b");

        assertThat(found(workbook)).containsExactly("choices!B2 LABEL_MISSING");
    }
}
