package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.scoring.Bands;

/** What must hold of the paired figures of any people, also where scores tie and stand at the limits. */
class PairedReportPropertiesTest {
    private static final Offset<Double> NEAR = within(1e-9);
    private static final int MAX_POINTS = 9;
    /** A person's percents before and after. */
    private record Pair(double pre, double post) {}

    private static final Instant DAY = Instant.parse("2026-01-05T09:00:00Z");

    @Property(tries = 500)
    void figuresDoNotDependOnTheOrderOfArrival(
            @ForAll("assessments") List<ScoredAssessment> assessments,
            @ForAll AttemptPolicy policy,
            @ForAll Random random) {
        List<ScoredAssessment> shuffled = new ArrayList<>(assessments);
        Collections.shuffle(shuffled, random);

        assertThat(report(settings(policy), shuffled)).isEqualTo(report(settings(policy), assessments));
    }

    @Property(tries = 500)
    void aConstantAddedToEveryPostMovesTheMeanAndNoSpread(
            @ForAll("pairs") List<Pair> pairs, @ForAll @DoubleRange(min = -20, max = 20) double shift) {
        List<Pair> shifted = pairs.stream()
                .map(pair -> new Pair(pair.pre(), pair.post() + shift))
                .toList();

        assertThat(number(shifted, "gain", "mean")).isCloseTo(number(pairs, "gain", "mean") + shift, NEAR);
        assertSame(pairs, shifted, "gain", "sd");
        assertSame(pairs, shifted, "post", "sd");
    }

    @Property(tries = 500)
    void pairsSwappedTurnTheSignsAndKeepTheEvidence(@ForAll("pairs") List<Pair> pairs) {
        List<Pair> swapped =
                pairs.stream().map(pair -> new Pair(pair.post(), pair.pre())).toList();

        assertThat(number(swapped, "gain", "mean")).isCloseTo(-number(pairs, "gain", "mean"), NEAR);
        assertSame(pairs, swapped, "t_test", "p");
        assertSame(pairs, swapped, "wilcoxon", "p");
        assertSame(pairs, swapped, "wilcoxon", "p_exact");
        assertThat(value(swapped, "wilcoxon", "w_plus")).isEqualTo(value(pairs, "wilcoxon", "w_minus"));
        assertThat(value(swapped, "change", "improved")).isEqualTo(value(pairs, "change", "declined"));
        assertThat(value(swapped, "mastery", "gained")).isEqualTo(value(pairs, "mastery", "lost"));
        assertThat(value(swapped, "bands", "moved_up")).isEqualTo(value(pairs, "bands", "moved_down"));
    }

    @Property(tries = 500)
    void partsSumUpToTheWhole(@ForAll("pairs") List<Pair> pairs) {
        long n = pairs.size();
        assertThat(count(pairs, "change", "improved")
                        + count(pairs, "change", "unchanged")
                        + count(pairs, "change", "declined"))
                .isEqualTo(n);
        assertThat(count(pairs, "mastery", "gained")
                        + count(pairs, "mastery", "lost")
                        + count(pairs, "mastery", "kept")
                        + count(pairs, "mastery", "never"))
                .isEqualTo(n);
        assertThat(count(pairs, "wilcoxon", "n_zero") + count(pairs, "wilcoxon", "n_nonzero"))
                .isEqualTo(n);
        assertThat(count(pairs, "normalised_gain", "n_individual") + count(pairs, "normalised_gain", "n_at_ceiling"))
                .isEqualTo(n);
    }

    @Property(tries = 500)
    void pValuesLieBetweenZeroAndOne(@ForAll("pairs") List<Pair> pairs) {
        for (String[] path :
                new String[][] {{"t_test", "p"}, {"wilcoxon", "p"}, {"wilcoxon", "p_exact"}, {"mastery", "mcnemar_p"}
                }) {
            Object p = value(pairs, path);
            assertThat(p == null || (Double) p > 0 && (Double) p <= 1).isTrue();
        }
    }

    @Property(tries = 500)
    void nobodyEntersAPairedFigureAlone(@ForAll("assessments") List<ScoredAssessment> assessments) {
        Map<?, ?> report = report(settings(AttemptPolicy.LAST), assessments);
        Map<?, ?> row = (Map<?, ?>) ((Map<?, ?>) report.get("*")).get("*");
        Map<?, ?> unpaired = (Map<?, ?>) row.get("unpaired");
        long preOnly = (Long) ((Map<?, ?>) unpaired.get("pre_only")).get("n");
        long postOnly = (Long) ((Map<?, ?>) unpaired.get("post_only")).get("n");
        assertThat((Long) row.get("n_pre") - preOnly).isEqualTo(row.get("n_paired"));
        assertThat((Long) row.get("n_post") - postOnly).isEqualTo(row.get("n_paired"));
    }

    @Provide
    Arbitrary<List<Pair>> pairs() {
        return Combinators.combine(percents(), percents()).as(Pair::new).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<ScoredAssessment>> assessments() {
        Arbitrary<Integer> participant = Arbitraries.integers().between(0, 9);
        Arbitrary<Phase> phase = Arbitraries.of(Phase.PRE, Phase.POST);
        Arbitrary<Integer> day = Arbitraries.integers().between(0, 3);
        return Combinators.combine(
                        participant, phase, day, day, percents(), percents().injectNull(0.1))
                .as(PairedReportPropertiesTest::assessment)
                .list()
                .ofMaxSize(40);
    }

    /** Percents on the grid of a short test, so that ties, zeros and limits are common. */
    private static Arbitrary<Double> percents() {
        return Arbitraries.integers().between(0, MAX_POINTS).map(points -> 100.0 * points / MAX_POINTS);
    }

    private static ScoredAssessment assessment(
            int participant, Phase phase, int attempt, int day, double safety, Double tools) {
        Optional<Double> secondSkill = Optional.ofNullable(tools);
        return new ScoredAssessment(
                "P" + participant,
                Optional.of(participant % 2 == 0 ? "A" : "B"),
                phase,
                attempt,
                Optional.of(DAY.plusSeconds(day)),
                true,
                Map.of("safety", Optional.of(safety), "tools", secondSkill),
                secondSkill.map(percent -> (safety + percent) / 2));
    }

    private static Map<String, Object> report(ReportSettings settings, List<ScoredAssessment> assessments) {
        return PairedReport.compute(settings, ReportCounts.of(Pairing.of(settings, assessments)), scale -> Double.NaN);
    }

    private static ReportSettings settings(AttemptPolicy policy) {
        return new ReportSettings(
                policy,
                policy,
                Optional.empty(),
                Optional.empty(),
                bands(),
                Optional.of(0.8),
                Optional.empty(),
                ReportSettings.FULL_TARGET,
                Map.of(),
                Map.of());
    }

    private static Bands bands() {
        return new Bands(
                List.of(BigDecimal.valueOf(40), BigDecimal.valueOf(60)),
                List.of("LOW", "MIDDLE", "HIGH"),
                Optional.of(BigDecimal.valueOf(70)));
    }

    private static Pairs counted(List<Pair> pairs) {
        JointCounts.Builder counts = new JointCounts.Builder();
        pairs.forEach(pair -> counts.add(pair.pre(), pair.post(), 1));
        return counts.build().pairs();
    }

    private static Object value(List<Pair> pairs, String... path) {
        Object value = PairedFigures.of(counted(pairs), bands(), 0.8).toMap();
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return value;
    }

    private static double number(List<Pair> pairs, String... path) {
        Object value = value(pairs, path);
        return value == null ? Double.NaN : (Double) value;
    }

    private static long count(List<Pair> pairs, String... path) {
        return (Long) value(pairs, path);
    }

    private static void assertSame(List<Pair> one, List<Pair> other, String... path) {
        assertThat(number(other, path)).isCloseTo(number(one, path), NEAR);
    }
}
