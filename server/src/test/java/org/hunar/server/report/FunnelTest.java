package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Who counts: enrolled, assessed before, assessed after, both; and where those started who dropped out. */
class FunnelTest {
    private static final int FIVE = 5;

    private final TestCounts counts = new TestCounts();

    @Test
    void thoseWhoDroppedOutStandBesideThoseWhoStayed() {
        counts.add("punjab", 40, 60, 3)
                .add("punjab", 60, 80, 1)
                .add("sindh", 20, null, 2)
                .add("sindh", null, 70, 1);
        counts.add("kpk", null, null, 4);

        Funnel funnel = Funnel.of(counts.toReportCounts());

        assertThat(funnel.all().enrolled()).isEqualTo(11);
        assertThat(funnel.all().pre()).isEqualTo(6);
        assertThat(funnel.all().post()).isEqualTo(5);
        assertThat(funnel.all().paired()).isEqualTo(4);
        assertThat(funnel.all().dropped()).isEqualTo(2);
        assertThat(funnel.all().preMeanPaired()).isCloseTo(45, within(1e-12));
        assertThat(funnel.all().preMeanDropped()).isCloseTo(20, within(1e-12));
        assertThat(funnel.groups()).containsOnlyKeys("punjab", "sindh", "kpk");
        assertThat(funnel.groups().get("kpk").enrolled()).isEqualTo(4);
        assertThat(PairedTable.object(
                        PairedTable.object(funnel.toJson().get("groups")).get("punjab")))
                .containsEntry("paired", 4L)
                .containsEntry("pre_mean_dropped", null);
    }

    @Test
    void aViewerSeesNeitherASmallGroupNorTheStartOfAFewWhoDroppedOut() {
        counts.add("punjab", 40, 60, 20).add("punjab", 30, null, 6);
        counts.add("sindh", 40, 60, 9).add("sindh", 10, null, 2);
        counts.add("kpk", 40, 60, 3);
        counts.add("gilgit", 40, 60, 7);

        Funnel shown = Funnel.of(counts.toReportCounts()).forViewers(FIVE);

        assertThat(shown.groups()).containsOnlyKeys("punjab", "sindh");
        assertThat(shown.groups().get("sindh").preMeanDropped()).isNaN();
        assertThat(shown.groups().get("punjab").preMeanDropped())
                .as("whole less punjab would be sindh")
                .isNaN();
        assertThat(shown.all().enrolled()).isEqualTo(47);
    }

    @Test
    void withoutGroupsThereAreNone() {
        counts.add("*", 50, 50, 1);

        assertThat(Funnel.of(counts.toReportCounts()).toJson()).doesNotContainKey("groups");
    }
}
