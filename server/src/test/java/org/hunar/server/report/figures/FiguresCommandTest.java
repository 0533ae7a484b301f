package org.hunar.server.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.server.testing.Agreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresCommandTest {
    private static final String PAIRED = "{\"sections\": [\"paired\"], \"inputs\": {\"assessments\": \"a.csv\"}}";
    private static final String SCORES =
            "{\"sections\": [\"scores\"], \"inputs\": {\"items\": \"i.csv\", \"responses\": \"r.csv\"}}";
    private static final String ITEMS = """
            item,type,options,key,lo,hi,weight
            ppe,SINGLE_CHOICE,yes;no,yes,,,2
            amps,NUMERIC,,120,,,1
            sure,RATING,,,1,5,1
            work,FREE_TEXT,,,0,4,5
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void columnsStandInAnyOrderAndMostMayBeAbsent() throws IOException {
        write("case.json", PAIRED);
        write("a.csv", "max,score,phase,participant\n10,4,PRE,P1\n10,7,POST,P1\n");
        assertThat(figure("paired/*/*/gain/mean")).isEqualTo("30.0");
        assertThat(figure("paired/*/*/bands")).isEqualTo("null");
        assertThat(figure("paired/*/*/rci/improved")).isEqualTo("null");
    }

    @Test
    void spreadsheetsMayWriteAByteOrderMarkEmptyRowsQuotesAndDates() throws IOException {
        write(
                "case.json",
                PAIRED.replace("{\"sections", "{\"settings\":{\"training_start\":\"2026-01-12\"},\"sections"));
        write(
                "a.csv",
                "\uFEFFparticipant,phase,attempt,completed_at,score,max\r\n"
                        + "\"Zaré, Ali\",PRE,1,2026-01-05,4,10\r\n"
                        + "\"Zaré, Ali\",PRE,2,2026-01-13,9,10\r\n"
                        + ",,,,,\r\n"
                        + "\"Zaré, Ali\",post,1,2026-02-05T09:00:00+05:00,7,10\r\n");
        assertThat(figure("paired/*/*/pre/mean")).isEqualTo("40.0");
        assertThat(figure("paired/*/*/n_paired")).isEqualTo("1");
    }

    @Test
    void gzippedInputIsRead() throws IOException {
        write("case.json", PAIRED);
        try (GZIPOutputStream zipped = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
            zipped.write("participant,phase,score,max\nP1,PRE,4,10\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(figure("paired/*/*/n_pre")).isEqualTo("1");
    }

    @Test
    void programmesAreKeptApartAndAlsoReportedTogether() throws IOException {
        write("case.json", PAIRED);
        write("a.csv", """
                programme,participant,phase,score,max
                weld,P1,PRE,4,10
                weld,P1,POST,5,10
                sew,P1,PRE,6,10
                sew,P1,POST,9,10
                """);
        assertThat(figure("paired/*/*/n_paired")).isEqualTo("2");
        assertThat(figure("programmes/sew/paired/*/*/gain/mean")).isEqualTo("30.0");
    }

    @Test
    void scoresComeFromItemsScoredElsewhereToo() throws IOException {
        write("case.json", "{\"sections\": [\"paired\"], \"inputs\": {\"item_scores\": \"s.csv\"}}");
        write("s.csv", """
                participant,phase,item,score
                P1,PRE,a,1
                P1,PRE,b,0
                P2,PRE,a,0
                P2,PRE,b,0
                P3,PRE,a,1
                P3,PRE,b,1
                P1,POST,a,1
                P1,POST,b,1
                P2,POST,a,1
                P2,POST,b,0
                P3,POST,a,1
                """);
        assertThat(figure("paired/*/*/pre/mean")).isEqualTo("50.0");
        assertThat(Double.parseDouble(figure("paired/*/*/rci/reliability"))).isBetween(0.6666, 0.6667);
    }

    @Test
    void itemsOfAttemptsWhoseScoresAreInAnotherFileAreFound() throws IOException {
        write(
                "case.json",
                "{\"sections\": [\"paired\", \"items\", \"dif\"],"
                        + " \"inputs\": {\"assessments\": \"a.csv\", \"item_scores\": \"s.csv\"}}");
        write("a.csv", """
                participant,group,phase,attempt,skill,score,max
                P1,A,PRE,1,safety,4,10
                P2,B,PRE,1,safety,5,10
                P3,A,PRE,1,safety,7,10
                P3,A,PRE,2,safety,10,10
                P1,A,POST,1,safety,6,10
                P2,B,POST,1,safety,5,10
                """);
        write("s.csv", """
                participant,phase,attempt,item,score
                P1,PRE,1,a,1
                P1,PRE,1,b,0
                P2,PRE,1,a,0
                P2,PRE,1,b,0
                P3,PRE,1,a,1
                P3,PRE,1,b,1
                P3,PRE,2,a,0
                P3,PRE,2,b,1
                """);
        assertThat(figure("paired/*/*/pre/mean")).isEqualTo("45.0");
        // by hand: s² of each item is 1/3, that of the totals 1, 0 and 2 is 1, so alpha is 2 (1 - 2/3)
        assertThat(Double.parseDouble(figure("paired/*/*/rci/reliability"))).isBetween(0.66666666, 0.66666667);
        assertThat(Double.parseDouble(figure("items/*/alpha"))).isBetween(0.66666666, 0.66666667);
        assertThat(figure("items/*/n_persons")).isEqualTo("3");
        assertThat(figure("dif/a/n_strata")).isEqualTo("0");
    }

    @Test
    void whereNothingIsLeftToChanceNoTestIsTold() throws IOException {
        write("case.json", "{\"sections\": [\"ancova\"], \"inputs\": {\"assessments\": \"a.csv\"}}");
        StringBuilder rows = new StringBuilder("participant,group,phase,score,max\n");
        for (int i = 0; i < 12; i++) {
            boolean inA = i % 2 == 0;
            rows.append("P%d,%s,PRE,%d,19\nP%d,%s,POST,%d,19\n"
                    .formatted(i, inA ? "A" : "B", i, i, inA ? "A" : "B", i + (inA ? 3 : 5)));
        }
        write("a.csv", rows.toString());
        assertThat(figure("ancova/*/residual_sd")).isEqualTo("0.0");
        for (String undefined :
                List.of("group_f", "group_p", "slopes_f", "slopes_p", "contrasts/B/t", "contrasts/B/p")) {
            assertThat(figure("ancova/*/" + undefined)).as(undefined).isEqualTo("null");
        }
    }

    @Test
    void groupsWhoseMembersAllStartedAlikeHaveNoAdjustedFigures() throws IOException {
        write("case.json", "{\"sections\": [\"ancova\"], \"inputs\": {\"assessments\": \"a.csv\"}}");
        StringBuilder rows = new StringBuilder("participant,group,phase,score,max\n");
        int[] after = {9, 4, 5, 10, 8, 0, 7, 3, 10, 0};
        for (int i = 0; i < after.length; i++) {
            String person = "P%d,%s".formatted(i, i % 2 == 0 ? "A" : "B");
            rows.append("%s,PRE,5,10\n%s,POST,%d,10\n".formatted(person, person, after[i]));
        }
        write("a.csv", rows.toString());
        // lm(post ~ pre + group) of R gives NA for the slope
        for (String undefined : List.of("slope", "slope_se", "residual_sd", "groups/A/adjusted_post", "group_f")) {
            assertThat(figure("ancova/*/" + undefined)).as(undefined).isEqualTo("null");
        }
        assertThat(figure("ancova/*/groups/A/mean_gain")).isEqualTo("28.0");
    }

    @Test
    void ratersWhoDifferByTheSameAlwaysAreConsistent() throws IOException {
        write("case.json", "{\"sections\": [\"raters\"], \"inputs\": {\"ratings\": \"r.csv\"}}");
        write("r.csv", "target,asma,bilal\na,2,3\nb,3,4\nc,3,4\nd,5,6\n");
        assertThat(figure("raters/icc/mse")).isEqualTo("0.0");
        assertThat(figure("raters/icc/icc_3_1/icc")).isEqualTo("1.0");
        assertThat(figure("raters/icc/icc_3_1/f")).isEqualTo("null");
        assertThat(figure("raters/icc/icc_3_1/p")).isEqualTo("null");
        assertThat(figure("raters/kappa/levels/0"))
                .as("a level that nobody gave")
                .isEqualTo("1");
    }

    @Test
    void outputGoesToAFileWhenAsked() throws IOException {
        write("case.json", PAIRED);
        write("a.csv", "participant,phase,score,max\nP1,PRE,4,10\n");
        Path file = folder.resolve("figures.json");
        command().run(folder.toString(), file.toString());
        assertThat(Json.readObject(Files.readAllBytes(file)).has("paired")).isTrue();
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "P1,PRE,abc,10                | a.csv:2: column score: 'abc' is not a number",
                "P1,PRE,,x                    | a.csv:2: column max: 'x' is not a number",
                "P1,PRE,4,                    | a.csv:2: column max: is empty",
                "P1,PRE,4,-10                 | a.csv:2: column max: must be above 0, not -10",
                "P1,PRE,11,10                 | a.csv:2: column score: lies between 0 and max (10), not 11",
                "P1,PRE,-1,10                 | a.csv:2: column score: lies between 0 and max (10), not -1",
                "P1,BEFORE,4,10               | a.csv:2: column phase: 'BEFORE' is not one of [PRE, POST, FOLLOW_UP, RETRO_PRE]",
                ",PRE,4,10                    | a.csv:2: column participant: is empty",
                "P1,PRE,4,10,x                | a.csv:2: has 5 cells, but there are 4 columns",
                "P1,PRE,4                     | a.csv:2: has 3 cells, but there are 4 columns",
                "`P1,PRE,4,10\nP1,PRE,5,10`   | a.csv:3: there is already a row for P1:PRE:1",
            })
    void badAssessmentIsRefusedWithFileLineAndColumn(String rows, String message) throws IOException {
        write("case.json", PAIRED);
        write("a.csv", "participant,phase,score,max\n" + rows);
        assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "P1,PRE,wings,yes   | r.csv:2: column item: the form has no item wings that is scored",
                "P1,PRE,ppe,perhaps | r.csv:2: column response: 'perhaps' is not one of the options [yes, no]",
                "P1,PRE,sure,9      | r.csv:2: column response: lies between 1 and 5, not 9",
                "P1,PRE,sure,very   | r.csv:2: column response: 'very' is not a number",
                "P1,PRE,work,4;5    | r.csv:2: column response: lies between 0 and 4, not 5",
            })
    void badResponseIsRefusedWithFileLineAndColumn(String row, String message) throws IOException {
        write("case.json", SCORES);
        write("i.csv", ITEMS);
        write("r.csv", "participant,phase,item,response\n" + row + "\n");
        assertRefused(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ppe,SINGLE_CHOICE,yes;no,maybe,,,2 | i.csv:2: column key: 'maybe' is not one of the options [yes, no]",
                "amps,NUMERIC,,many,,,1             | i.csv:2: column key: 'many' is not a number",
                "sure,RATING,,,5,1,1                | i.csv:2: column hi: must be above lo (5), not 1",
                "sure,RATING,,,1,5,0                | i.csv:2: column weight: must be above 0, not 0",
            })
    void badItemIsRefusedWithFileLineAndColumn(String row, String message) throws IOException {
        write("case.json", SCORES);
        write("i.csv", "item,type,options,key,lo,hi,weight\n" + row + "\n");
        write("r.csv", "participant,phase,item,response\n");
        assertRefused(message);
    }

    @Test
    void participantInTwoGroupsIsRefused() throws IOException {
        write("case.json", PAIRED);
        write("a.csv", "participant,group,phase,score,max\nP1,A,PRE,4,10\nP1,B,POST,4,10\n");
        assertRefused("a.csv:3: column group: the participant P1 is in group A in an earlier row and in B here");
    }

    @Test
    void missingFileAndColumnAreNamed() throws IOException {
        write("case.json", PAIRED);
        assertRefused("a.csv: there is no such file in " + folder);
        write("a.csv", "participant,phase,score\nP1,PRE,4\n");
        assertRefused("a.csv:1: there is no column max");
        write("a.csv", "");
        assertRefused("a.csv:1: there is no column participant");
        write("a.csv", "participant;phase;score;max\nP1;PRE;4;10\n");
        assertRefused("a.csv:1: there is no column participant; columns are separated by commas, not by semicolons");
        write("a.csv", "participant,phase,score,score,max\nP1,PRE,4,5,10\n");
        assertRefused("a.csv:1: there are two columns score");
        write("a.csv", "participant,phase,score,max\nP1,PRE,4,10\nP2,PRE,\"4,10\n");
        assertRefused(
                "a.csv:3: the quotes do not fit: a cell that begins with \" ends with \", and one within it is written"
                        + " \"\"");
    }

    @Test
    void groupsNamedInSettingsMustBeThere() throws IOException {
        write(
                "case.json",
                "{\"settings\": {\"reference_group\": \"C\"}, \"sections\": [\"ancova\"],"
                        + " \"inputs\": {\"assessments\": \"a.csv\"}}");
        write("a.csv", "participant,group,phase,score,max\nP1,A,PRE,4,10\nP2,B,PRE,4,10\n");
        assertRefused("case.json: /settings/reference_group: there is no group C in the input");
    }

    @Test
    void missingInputIsNamed() throws IOException {
        write("case.json", "{\"sections\": [\"scores\"], \"inputs\": {\"items\": \"i.csv\"}}");
        write("i.csv", ITEMS);
        assertRefused("case.json: /inputs names no responses, but a section wanted needs it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sections\": [\"paird\"], \"inputs\": {}}   | case.json: /sections: paird is not one of",
                "{\"sections\": [\"paired\"]}                  | case.json: /inputs: is required",
                "{\"sections\": [\"paired\"],                  | case.json: this is not the JSON that is expected at line 1",
                "{\"settings\": {\"cuts\": [60, 40]}, \"sections\": [\"paired\"], \"inputs\": {}} | case.json: /settings/cuts: must rise, but 40 follows 60",
                "{\"settings\": {\"cuts\": [60], \"bands\": [\"LOW\"]}, \"sections\": [\"paired\"], \"inputs\": {}} | case.json: /settings/bands: 1 cuts need 2 bands",
            })
    void badCaseIsRefusedWithTheFieldsName(String json, String message) throws IOException {
        write("case.json", json);
        assertThatThrownBy(() -> command().run(folder.toString(), null))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void textInAnotherEncodingIsRefused() throws IOException {
        write("case.json", PAIRED);
        Files.write(
                folder.resolve("a.csv"),
                "participant,phase,score,max\nZar\u00e9,PRE,4,10\n".getBytes(Charset.forName("windows-1252")));
        assertRefused("a.csv: is not text in UTF-8; save it from the spreadsheet as CSV UTF-8");
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> command().run(folder.toString(), null))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private String figure(String path) {
        command().run(folder.toString(), null);
        Map<String, Object> leaves =
                Agreement.flat(Json.readObject(out.toByteArray()).asMap());
        assertThat(leaves).containsKey("/" + path);
        out.reset();
        return String.valueOf(leaves.get("/" + path));
    }

    private FiguresCommand command() {
        return new FiguresCommand(new PrintStream(out, true), new PrintStream(err, true));
    }
}
