package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.state.Basis;
import org.hunar.server.report.statistics.CellPriorities;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pareto;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.junit.jupiter.api.Test;

/** Ministries were told to put effort into the 20 % of areas that give 80 % of the result. */
class PrioritiesTest {
    private static final int SEED = 11;

    private final TestCounts counts = new TestCounts();

    @Test
    void theCellsShareTheGapOfTheWholeAndTheFewThatMakeUpMostComeFirst() {
        people();

        JsonObject gap = cells(List.of("kpk", "punjab", "sindh")).object("gap");

        assertThat(gap.number("total").doubleValue())
                .isCloseTo(
                        (Double) Pareto.compute(settings(), counts.toReportCounts())
                                .get("total_gap"),
                        within(1e-9));
        assertThat(gap.objects("cells")).hasSize(6).first().satisfies(cell -> {
            assertThat(cell.text("skill")).isEqualTo("safety");
            assertThat(cell.text("group")).isEqualTo("punjab");
            assertThat(cell.integer("n")).isEqualTo(40);
            assertThat(cell.number("gap").doubleValue()).isCloseTo(40 * 60, within(1e-9));
        });
        assertThat(gap.objects("cells").get(5).number("cumulative_share").doubleValue())
                .isCloseTo(1, within(1e-12));
        assertThat(gap.objects("cells").stream().filter(cell -> cell.flag("vital", false)))
                .hasSize((int) gap.integer("n_vital_few"));
    }

    @Test
    void aRankThatHangsOnAFewPeopleIsToldApartFromOneThatIsSure() {
        counts.add("safety", "a", 10, 20, 200).add("safety", "a", 10, 30, 200);
        counts.add("tools", "a", 10, 0, 2).add("tools", "a", 10, 100, 3);
        counts.add("gauges", "a", 10, 10, 2).add("gauges", "a", 10, 100, 3);

        List<JsonObject> cells = cells(List.of("*")).object("gap").objects("cells");

        assertThat(cells.get(0).integer("rank_low")).isEqualTo(1);
        assertThat(cells.get(0).integer("rank_high")).isEqualTo(1);
        assertThat(cells.get(0).number("vital_in").doubleValue()).isEqualTo(1);
        assertThat(cells.get(1).text("skill")).isEqualTo("tools");
        assertThat(cells.get(1).integer("rank_low")).isEqualTo(2);
        assertThat(cells.get(1).integer("rank_high")).isEqualTo(3);
    }

    @Test
    void beforeAnybodyHasAResultTheGapIsThatOfTheBaselineAndNothingIsGained() {
        counts.add("safety", "a", 40, null, 10).add("tools", "a", 80, null, 10);

        JsonObject cells = cells(List.of("*"));

        assertThat(cells.text("basis")).isEqualTo("PRE");
        assertThat(cells.object("gap").number("total").doubleValue()).isCloseTo(800, within(1e-9));
        assertThat(cells.has("gain")).isFalse();
    }

    @Test
    void theGainIsSharedByThoseWhoGained() {
        people();

        JsonObject gain = cells(List.of("kpk", "punjab", "sindh")).object("gain");

        assertThat(gain.objects("cells").get(0).number("share").doubleValue())
                .isCloseTo(
                        gain.objects("cells").get(0).number("gain").doubleValue()
                                / gain.number("total").doubleValue(),
                        within(1e-12));
    }

    @Test
    void aViewerSeesNoCellOfASmallGroupNorOfTheOneThatRevealsIt() {
        people();
        counts.add("safety", "gilgit", 10, 20, 3)
                .add("tools", "gilgit", 10, 20, 3)
                .add("gilgit", 10, 20, 3);

        JsonObject shown = json(priorities().toJsonForViewers());

        assertThat(shown.object("cells").object("gap").objects("cells"))
                .extracting(cell -> cell.text("group"))
                .containsOnly("punjab", "sindh");
        assertThat(shown.objects("notes")).extracting(note -> note.text("code")).containsExactly("GROUPS_LEFT_OUT");
        assertThat(json(priorities().toJson()).object("cells").object("gap").objects("cells"))
                .hasSize(8);
    }

    @Test
    void theSameDataGiveTheSameRanksHoweverManyPeople() {
        counts.add("safety", "a", 10, 20, 500_000_000).add("tools", "a", 10, 20, 500_000_001);

        assertThat(priorities().toJson()).isEqualTo(priorities().toJson());
    }

    private void people() {
        for (String scale : List.of("*", "safety")) {
            counts.add(scale, "punjab", 30, 40, 40)
                    .add(scale, "sindh", 30, 70, 20)
                    .add(scale, "kpk", 30, 90, 6);
        }
        counts.add("tools", "punjab", 30, 90, 40)
                .add("tools", "sindh", 30, 80, 20)
                .add("tools", "kpk", 30, 90, 6);
    }

    private JsonObject cells(List<String> groups) {
        return json(CellPriorities.compute(settings(), counts.toReportCounts(), groups, SEED));
    }

    private Priorities priorities() {
        ReportCounts people = counts.toReportCounts();
        PairedTable paired = PairedTable.of(PairedReport.compute(settings(), people, scale -> Double.NaN));
        Report report = new Report(
                programme(),
                Instant.EPOCH,
                SEED,
                Funnel.of(people),
                paired,
                Map.of(),
                Pareto.compute(settings(), people),
                List.of(),
                Basis.KEPT);
        return new Priorities(report, people, Optional.of(GroupBy.PROVINCE));
    }

    private static ReportSettings settings() {
        return ReportSettings.of(programme());
    }

    private static Programme programme() {
        return Programme.fromJson(new ProgrammeId("weld"), JsonObject.of("", Map.of("title", Map.of("en", "Welding"))));
    }

    private static JsonObject json(Map<String, Object> figures) {
        return Json.readObject(Json.write(figures));
    }
}
