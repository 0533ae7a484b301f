package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.scoring.Bands;
import org.junit.jupiter.api.Test;

class PairedReportTest {
    private static final Offset<Double> NEAR = within(1e-12);
    private static final Instant START = Instant.parse("2026-01-12T00:00:00Z");
    private static final Instant END = Instant.parse("2026-01-30T00:00:00Z");

    private final List<ScoredAssessment> assessments = new ArrayList<>();

    @Test
    void nobodyPairedGivesNullsAndZeroCounts() {
        attempt("P1", Phase.PRE, 1, "2026-01-05T09:00:00Z", 50);
        assertThat(figure("n_pre")).isEqualTo(1L);
        assertThat(figure("n_paired")).isEqualTo(0L);
        assertThat(figure("pre/mean")).isNull();
        assertThat(figure("gain/ci95_low")).isNull();
        assertThat(figure("t_test/df")).isNull();
        assertThat(figure("wilcoxon/n_nonzero")).isEqualTo(0L);
        assertThat(figure("wilcoxon/w_plus")).isNull();
        assertThat(figure("change/improved")).isEqualTo(0L);
        assertThat(figure("change/pct_improved")).isNull();
        assertThat(figure("bands/transition/LOW/HIGH")).isEqualTo(0L);
        assertThat(figure("mastery/mcnemar_p")).isNull();
        assertThat(figure("unpaired/pre_only/mean")).isEqualTo(50.0);
        assertThat(figure("unpaired/post_only/n")).isEqualTo(0L);
    }

    @Test
    void onePairHasNoSpread() {
        pair("P1", 50, 60);
        assertThat(figure("gain/mean")).isEqualTo(10.0);
        assertThat(figure("gain/sd")).isNull();
        assertThat(figure("gain/ci95_low")).isNull();
        assertThat(figure("t_test/t")).isNull();
        assertThat(figure("wilcoxon/method")).isEqualTo("EXACT");
        assertThat(figure("wilcoxon/p")).isEqualTo(1.0);
        assertThat(figure("effect/j")).isNull();
        assertThat(figure("effect/j_approx")).isNull();
        assertThat((Double) figure("normalised_gain/hake_class")).isCloseTo(0.2, NEAR);
    }

    @Test
    void twoPairsHaveSpreadAndOnlyTheApproximateSmallSampleCorrection() {
        pair("P1", 50, 60);
        pair("P2", 40, 70);
        assertThat((Double) figure("gain/sd")).isCloseTo(Math.sqrt(200), NEAR);
        assertThat((Double) figure("t_test/p")).isCloseTo(2 * (0.5 - Math.atan(2) / Math.PI), NEAR);
        assertThat(figure("effect/d_z")).isNotNull();
        assertThat(figure("effect/g_z")).isNull();
        assertThat(figure("effect/j_approx")).as("1 - 3/(4 - 1)").isEqualTo(0.0);
        assertThat(figure("effect/g_av_approx")).isEqualTo(0.0);
    }

    @Test
    void twoPairsStandOnALineWhateverIsRounded() {
        pair("P1", 100.0 / 7, 200.0 / 7);
        pair("P2", 300.0 / 7, 500.0 / 7);
        assertThat(figure("r_pre_post")).isEqualTo(1.0);
        assertThat(figure("effect/d_rm")).isEqualTo(0.0);
    }

    @Test
    void equalGainsHaveAnIntervalOfNoLengthAndNoTest() {
        pair("P1", 400.0 / 9, 700.0 / 9);
        pair("P2", 200.0 / 9, 500.0 / 9);
        pair("P3", 100.0 / 9, 400.0 / 9);
        assertThat(figure("gain/sd")).isEqualTo(0.0);
        assertThat(figure("gain/se")).isEqualTo(0.0);
        assertThat(figure("gain/ci95_low")).isEqualTo(figure("gain/mean"));
        assertThat(figure("t_test/p")).isNull();
        assertThat(figure("effect/d_z")).isNull();
        assertThat(figure("effect/d_rm")).isNull();
        assertThat(figure("wilcoxon/method")).isEqualTo("NORMAL");
    }

    @Test
    void gainAndLossOfOneSizeAreTiedThoughTheirTenthDecimalIsAFive() {
        int[] before = {100, 200, 300, 400, 500, 600};
        int[] after = {101, 199, 302, 401, 498, 605};
        for (int i = 0; i < before.length; i++) {
            pair("P" + i, 100.0 * before[i] / 4096, 100.0 * after[i] / 4096);
        }
        // wilcox.test(post, pre, paired = TRUE) of R 4.2.2; p_exact: all 64 signs
        assertThat(figure("wilcoxon/w_plus")).isEqualTo(14.5);
        assertThat(figure("wilcoxon/w_minus")).isEqualTo(6.5);
        assertThat((Double) figure("wilcoxon/p")).isCloseTo(0.456821057871969, NEAR);
        assertThat(figure("wilcoxon/p_exact")).isEqualTo(0.53125);
    }

    @Test
    void everybodyAtTheCeilingLeavesNothingToGain() {
        pair("P1", 100, 100);
        pair("P2", 100, 100);
        assertThat(figure("normalised_gain/hake_class")).isNull();
        assertThat(figure("normalised_gain/hake_band")).isNull();
        assertThat(figure("normalised_gain/individual_mean")).isNull();
        assertThat(figure("normalised_gain/n_at_ceiling")).isEqualTo(2L);
        assertThat(figure("normalised_gain/n_dropped_c")).isEqualTo(2L);
        assertThat(figure("rci/s_diff")).isEqualTo(0.0);
        assertThat(figure("rci/improved")).isNull();
        assertThat(figure("r_pre_post")).isNull();
        assertThat(figure("wilcoxon/p_exact")).isNull();
    }

    @Test
    void fallFromTheCeilingIsAShareOfWhatWasThere() {
        pair("P1", 100, 75);
        assertThat(figure("normalised_gain/change_c_mean")).isEqualTo(-0.25);
        assertThat(figure("normalised_gain/n_individual")).isEqualTo(0L);
    }

    @Test
    void asManyWonAsLostIsNoEvidence() {
        pair("P1", 50, 80);
        pair("P2", 80, 50);
        assertThat(figure("mastery/mcnemar_chi2")).isEqualTo(0.0);
        assertThat(figure("mastery/mcnemar_p")).isEqualTo(1.0);
        assertThat(figure("mastery/mcnemar_p_exact")).isEqualTo(1.0);
    }

    @Test
    void lastPreBeforeTheTrainingAndFirstPostAfterItArePaired() {
        attempt("P1", Phase.PRE, 1, "2026-01-05T09:00:00Z", 10);
        attempt("P1", Phase.PRE, 2, "2026-01-06T09:00:00Z", 20);
        attempt("P1", Phase.PRE, 3, "2026-01-12T00:00:00Z", 90);
        attempt("P1", Phase.POST, 1, "2026-01-29T23:59:59Z", 90);
        attempt("P1", Phase.POST, 2, "2026-01-30T00:00:00Z", 60);
        attempt("P1", Phase.POST, 3, "2026-02-07T09:00:00Z", 95);
        assertThat(figure("pre/mean")).isEqualTo(20.0);
        assertThat(figure("post/mean")).isEqualTo(60.0);
    }

    @Test
    void bestAttemptIsTheEarlierOneOnATie() {
        ReportSettings best = settings(AttemptPolicy.BEST);
        assessments.add(new ScoredAssessment(
                "P1", Optional.empty(), Phase.PRE, 2, Optional.empty(), true, skills(80, 20), Optional.of(50.0)));
        assessments.add(new ScoredAssessment(
                "P1", Optional.empty(), Phase.PRE, 1, Optional.empty(), true, skills(30, 70), Optional.of(50.0)));
        assertThat(Pairing.of(best, assessments).people().get(0).pre("safety")).contains(30.0);
    }

    @Test
    void unfinishedAttemptsNeverCount() {
        pair("P1", 50, 60);
        assessments.add(new ScoredAssessment(
                "P2", Optional.of("A"), Phase.POST, 1, Optional.of(END), false, Map.of(), Optional.of(10.0)));
        assertThat(figure("n_post")).isEqualTo(1L);
    }

    @Test
    void oneSkillAndOneGroupGiveOnlyTheTotalRow() {
        pair("P1", 50, 60);
        Map<String, Object> report = report();
        assertThat(report).containsOnlyKeys("*");
        assertThat((Map<?, ?>) report.get("*")).hasSize(1);
    }

    private void pair(String participant, double pre, double post) {
        attempt(participant, Phase.PRE, 1, "2026-01-05T09:00:00Z", pre);
        attempt(participant, Phase.POST, 1, "2026-02-02T09:00:00Z", post);
    }

    private void attempt(String participant, Phase phase, int attempt, String completedAt, double percent) {
        assessments.add(new ScoredAssessment(
                participant,
                Optional.of("A"),
                phase,
                attempt,
                Optional.of(Instant.parse(completedAt)),
                true,
                Map.of("safety", Optional.of(percent)),
                Optional.of(percent)));
    }

    private static Map<String, Optional<Double>> skills(double safety, double tools) {
        return Map.of("safety", Optional.of(safety), "tools", Optional.of(tools));
    }

    private static ReportSettings settings(AttemptPolicy pre) {
        return new ReportSettings(
                pre,
                AttemptPolicy.FIRST,
                Optional.of(START),
                Optional.of(END),
                new Bands(List.of(BigDecimal.valueOf(60)), List.of("LOW", "HIGH"), Optional.of(BigDecimal.valueOf(70))),
                Optional.of(0.84),
                Optional.empty(),
                ReportSettings.FULL_TARGET,
                Map.of(),
                Map.of());
    }

    private Map<String, Object> report() {
        ReportSettings settings = settings(AttemptPolicy.LAST);
        ReportCounts counts = ReportCounts.of(Pairing.of(settings, assessments));
        return PairedReport.compute(settings, counts, scale -> Double.NaN);
    }

    /** A figure of the total over everybody, by its path; counts as long. */
    private Object figure(String path) {
        Object value = report();
        for (String name : ("*/*/" + path).split("/")) {
            assertThat(((Map<?, ?>) value).containsKey(name)).as(path).isTrue();
            value = ((Map<?, ?>) value).get(name);
        }
        return value;
    }
}
