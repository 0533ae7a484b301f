package org.hunar.server.participant;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.hunar.model.programme.ProgrammeId;
import org.junit.jupiter.api.Test;

class RosterReadingTest {
    @Test
    void aTableIsReadWithQuotesBlanksAndAnyOrderOfColumns() {
        List<RosterEntry> rows = csv("Cohort , NAME,number\nlhr-03,\"Ali, Muhammad \"\"M\"\"\", 7 \n\nlhr-03,سارہ\n");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).fields())
                .containsEntry("name", "Ali, Muhammad \"M\"")
                .containsEntry("number", "7")
                .containsEntry("cohort", "lhr-03");
        assertThat(rows.get(1).fields()).containsOnlyKeys("cohort", "name");
    }

    @Test
    void aTableThatCannotBeReadIsRefusedWithTheReason() {
        assertThatThrownBy(() -> csv("cohort,Cohort\n")).hasMessageContaining("same name");
        assertThatThrownBy(() -> csv("cohort,name,Cohort\n"))
                .hasMessage("row 0, column cohort: two columns have the same name");
        assertThatThrownBy(() -> csv("cohort\tname\nlhr-03\tAli\n"))
                .hasMessage("row 0: columns are separated by commas, not by tabs");
        assertThatThrownBy(() -> csv("cohort;name\n")).hasMessageContaining("not by semicolons");
        assertThatThrownBy(() -> csv("")).hasMessageStartingWith("row 0: the file is empty");
        assertThatThrownBy(() -> csv("cohort,\n")).hasMessageStartingWith("row 0, column : the first line names");
        assertThatThrownBy(() -> csv("cohort,full name\n")).hasMessageContaining("column full name");
        assertThatThrownBy(() -> csv("cohort,name\nlhr-03,Sara\nlhr-03,\"Ali\n"))
                .hasMessageStartingWith("row 2: the quotes do not fit");
        assertThatThrownBy(() -> RosterCsv.read("cohort,name\n".getBytes(UTF_16)))
                .hasMessageContaining("UTF-8");
    }

    /** A manager corrects names in a spreadsheet, and sends the file back. */
    @Test
    void anExportIsReadAsWhatItTells() {
        List<RosterEntry> rows = csv("participant_id,number,name,cohort,removed,rev\n"
                + "8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11,'+7,'=Ali,lhr-03,false,2\n,8,'Abdullah,lhr-03,false,3\n");
        assertThat(rows.get(0).fields())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "id",
                        "8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11",
                        "number",
                        "+7",
                        "name",
                        "=Ali",
                        "cohort",
                        "lhr-03"));
        assertThat(rows.get(1).fields()).containsEntry("name", "'Abdullah");
    }

    @Test
    void aRowThatCannotBeReadIsToldAndLeavesTheOthersReadable() {
        List<RosterEntry> rows = csv("cohort,name\nlhr-03,Ali,7\nlhr-03,A\0li\nlhr-03,Sara\n");
        assertThat(rows.get(0).violations())
                .extracting("path", "message")
                .containsExactly(tuple("row 1", "has 3 cells, but there are 2 columns"));
        assertThat(rows.get(1).violations())
                .extracting("path", "code")
                .containsExactly(tuple("row 2, column name", "NUL_CHARACTER"));
        assertThat(rows.get(2).violations()).isEmpty();

        List<RosterEntry> json = json("{'participants':[{'cohort':'lhr-03','name':'Ali'},'x',null]}");
        assertThat(json.get(0).violations()).isEmpty();
        assertThat(json.get(1).violations()).extracting("path").containsExactly("/participants/1");
        assertThat(json.get(2).violations()).extracting("path").containsExactly("/participants/2");
        assertThat(json("[7]").get(0).violations()).extracting("path").containsExactly("/0");
    }

    @Test
    void aJsonRosterIsAnObjectOrTheArrayAlone() {
        assertThat(json("{'participants':[{'name':'Ali'},{'name':null,'number':'1'}]}"))
                .extracting(entry -> entry.whereIs().apply("name"))
                .containsExactly("/participants/0/name", "/participants/1/name");
        assertThat(json("[{'name':'Ali'}]").get(0).whereIs().apply("name")).isEqualTo("/0/name");
        assertThatThrownBy(() -> json("{'people':[]}")).hasMessageContaining("/participants");
        assertThatThrownBy(() -> json("{'participants':{}}")).hasMessageContaining("/participants");
    }

    @Test
    void aRowTellsAllThatIsWrongWithIt() {
        assertThat(json("[{'id':'x','cohort':7,'name':['Ali']}]").get(0).violations())
                .extracting("path")
                .containsExactlyInAnyOrder("/0/id", "/0/cohort", "/0/name");
    }

    @Test
    void idsFollowFromTheRowAndLookRandom() {
        ProgrammeId welding = new ProgrammeId("cpec-weld");
        var first = RosterIds.ofNumber(welding, "LHR-1", 0);
        assertThat(first).isEqualTo(RosterIds.ofNumber(welding, "LHR-1", 0));
        assertThat(first).isNotEqualTo(RosterIds.ofNumber(new ProgrammeId("nursing"), "LHR-1", 0));
        assertThat(first.value().version()).isEqualTo(4);
        assertThat(first.value().variant()).isEqualTo(2);
    }

    private static List<RosterEntry> csv(String text) {
        return RosterCsv.read(text.getBytes(UTF_8));
    }

    private static List<RosterEntry> json(String text) {
        return RosterJson.read(text.replace('\'', '"').getBytes(UTF_8));
    }
}
