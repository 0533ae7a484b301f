package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.Portfolio.Member;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.ReportSettings;
import org.junit.jupiter.api.Test;

/** What a ministry asks: all its programmes, by sector, ministry and province. */
class PortfolioTest {
    @Test
    void aRowHasTheFiguresOfItsPeopleAsIfTheyWereOneProgrammes() {
        UnaryOperator<TestCounts> weld = all -> all.add("punjab", 30, 60, 7).add("sindh", 41, 52, 3);
        UnaryOperator<TestCounts> mason =
                all -> all.add("punjab", 30, 60, 2).add("punjab", 77, 88, 5).add("kpk", 9, null, 2);
        Portfolio portfolio = portfolio(
                PortfolioGroup.SECTOR,
                member("weld", "industry", weld, true),
                member("mason", "industry", mason, true),
                member("agro", "farming", all -> all.add("punjab", 10, 20, 4), true));
        TestCounts together = mason.apply(weld.apply(new TestCounts()));

        JsonObject row = rows(portfolio).get(2);

        assertThat(row.text("group")).isEqualTo("industry");
        assertThat(row.objects("programmes"))
                .extracting(each -> each.text("code"))
                .containsExactly("weld", "mason");
        assertThat(row.object("funnel").integer("enrolled")).isEqualTo(19);
        assertThat(row.object("paired").asMap())
                .isEqualTo(json(PairedTable.of(PairedReport.compute(
                                        ReportSettings.of(programme("weld", "industry")),
                                        together.toReportCounts(),
                                        scale -> Double.NaN))
                                .overall())
                        .asMap());
    }

    @Test
    void peopleOfSeveralProvincesAreCountedInTheirs() {
        Portfolio portfolio = portfolio(
                PortfolioGroup.PROVINCE,
                member("weld", "industry", all -> all.add("punjab", 30, 60, 7).add("sindh", 40, 50, 3), true),
                member("mason", "industry", all -> all.add("punjab", 30, 60, 5), true));

        assertThat(rows(portfolio))
                .extracting(
                        row -> row.text("group") + " " + row.object("funnel").integer("paired"))
                .containsExactly("* 15", "punjab 12", "sindh 3");
    }

    @Test
    void aViewerSeesNoRowThatTellsOfAFewPeopleLessWhatElseIsSeen() {
        Portfolio portfolio = portfolio(
                PortfolioGroup.SECTOR,
                member("weld", "industry", all -> all.add("*", 30, 60, 40), false),
                member("mason", "industry", all -> all.add("*", 30, 90, 3), false),
                member("agro", "farming", all -> all.add("*", 10, 20, 9), false),
                member("loom", "textile", all -> all.add("*", 10, 20, 30), false));

        JsonObject shown = json(portfolio.toJson());

        assertThat(shown.objects("rows")).extracting(row -> row.text("group")).containsExactly("textile");
        assertThat(shown.objects("notes")).extracting(note -> note.text("code")).contains("GROUPS_LEFT_OUT");
    }

    @Test
    void aManagerOfAllSeesAll() {
        Portfolio portfolio =
                portfolio(PortfolioGroup.MINISTRY, member("weld", "industry", all -> all.add("*", 30, 60, 2), true));

        assertThat(rows(portfolio)).extracting(row -> row.text("group")).containsExactly("(none)", "*");
    }

    private static Portfolio portfolio(PortfolioGroup groupBy, Member... members) {
        return new Portfolio(groupBy, Instant.EPOCH, List.of(members));
    }

    private static Member member(String code, String sector, UnaryOperator<TestCounts> people, boolean open) {
        TestCounts counts = people.apply(new TestCounts());
        return new Member(programme(code, sector), counts.toReportCounts(), 1, 0, open);
    }

    private static Programme programme(String code, String sector) {
        Map<String, Object> json = new JsonFields()
                .put("title", Map.of("en", code))
                .put("sector", sector)
                .toMap();
        return Programme.fromJson(new ProgrammeId(code), JsonObject.of("", json));
    }

    private static List<JsonObject> rows(Portfolio portfolio) {
        return json(portfolio.toJson()).objects("rows");
    }

    private static JsonObject json(Map<String, Object> figures) {
        return Json.readObject(Json.write(figures));
    }
}
