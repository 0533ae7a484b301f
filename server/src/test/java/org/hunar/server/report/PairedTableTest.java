package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PairedTableTest {
    private static final int FIVE = 5;

    @Test
    void aViewerSeesNoFiguresOfAProgrammeOfAFewPeople() {
        PairedTable table = table(Map.of("*", figures(4, 0)));

        assertThat(table.forViewers(FIVE).byScale()).isEmpty();
    }

    @Test
    void aViewerSeesHowManyLeftButNotTheScoreOfTheOneWhoDid() {
        PairedTable table = table(Map.of("*", figures(20, 1)));

        assertThat(leavers(table.forViewers(FIVE), "*")).containsEntry("n", 1).containsEntry("mean", null);
    }

    @Test
    void aViewerCannotWorkOutTheScoresOfAFewLeaversFromThoseOfAllOthers() {
        PairedTable table = table(
                Map.of("*", figures(40, 15), "punjab", figures(20, 9), "sindh", figures(10, 5), "kpk", figures(10, 1)));

        PairedTable shown = table.forViewers(FIVE);

        assertThat(leavers(shown, "kpk")).containsEntry("mean", null);
        assertThat(leavers(shown, "sindh")).containsEntry("mean", null);
        assertThat(leavers(shown, "punjab")).containsEntry("mean", 50.0);
        assertThat(leavers(shown, "*")).containsEntry("mean", 50.0);
    }

    @Test
    void whoIsTooFewOnOneSkillIsHiddenOnAllSinceTheTotalIsTheirSum() {
        PairedTable table = new PairedTable(Map.of(
                "*",
                Map.of("*", figures(26, 0), "punjab", figures(12, 0), "sindh", figures(8, 0), "kpk", figures(6, 0)),
                "safety",
                Map.of("*", figures(23, 0), "punjab", figures(12, 0), "sindh", figures(8, 0), "kpk", figures(3, 0))));

        PairedTable shown = table.forViewers(FIVE);

        assertThat(shown.groups().values())
                .allSatisfy(groups -> assertThat(groups).containsExactlyInAnyOrder("*", "punjab"));
    }

    private static PairedTable table(Map<String, Map<String, Object>> groups) {
        return new PairedTable(Map.of("*", groups));
    }

    private static Map<String, Object> leavers(PairedTable table, String group) {
        return PairedTable.object(
                PairedTable.object(table.onTotal().get(group).get("unpaired")).get("pre_only"));
    }

    private static Map<String, Object> figures(int paired, int preOnly) {
        Map<String, Object> left = new LinkedHashMap<>();
        left.put("n", preOnly);
        left.put("mean", 50.0);
        left.put("sd", 10.0);
        return Map.of("n_pre", paired + preOnly, "n_paired", paired, "unpaired", Map.of("pre_only", left));
    }
}
