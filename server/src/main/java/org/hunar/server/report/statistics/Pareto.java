package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.Sum;
import org.hunar.model.scoring.Percent;

/**
 * The 80/20 ranking of what is still missing after the training: the few skills that make up most of the gap to the
 * targets, over all chosen POST assessments, paired or not.
 */
public final class Pareto {
    private static final double MOST = 0.8;
    private static final double ROUNDING = 1e-12;
    private static final double NO_GAP = 1e-9;

    /**
     * What one skill lacks.
     *
     * @param gap weighted sum over people of the percentage points missing to the target
     * @param people with a score
     * @param below of these, below the target
     */
    private record Gap(String skill, double gap, int people, long below) {
        static Gap of(String skill, List<Double> percents, double target, double weight) {
            Sum missing = Sum.create();
            percents.forEach(percent -> missing.add(Math.max(0, target - percent)));
            long below = percents.stream()
                    .filter(percent -> Percent.key9(percent) < Percent.key9(target))
                    .count();
            return new Gap(skill, weight * missing.getAsDouble(), percents.size(), below);
        }

        long key() {
            return Percent.key9(gap);
        }
    }

    private Pareto() {}

    /** {@code {total_gap, n_vital_few, vital_few, skills: {skill: {rank, gap, …}}}}, skills by gap descending. */
    public static Map<String, Object> compute(Pairing pairing) {
        List<Gap> gaps = new ArrayList<>();
        for (String skill : pairing.skills()) {
            List<Double> percents = pairing.people().stream()
                    .flatMap(person -> person.post(skill).stream())
                    .toList();
            gaps.add(Gap.of(
                    skill,
                    percents,
                    pairing.settings().target(skill),
                    pairing.settings().weight(skill)));
        }
        gaps.sort(Comparator.comparing(Gap::key).reversed().thenComparing(Gap::skill));
        return rank(gaps);
    }

    private static Map<String, Object> rank(List<Gap> gaps) {
        double total = Sum.of(gaps.stream().mapToDouble(Gap::gap).toArray()).getAsDouble();
        boolean somethingMissing = total > NO_GAP;
        Map<String, Object> skills = new LinkedHashMap<>();
        List<String> vitalFew = new ArrayList<>();
        Sum cumulative = Sum.create();
        for (Gap gap : gaps) {
            boolean vital = somethingMissing && cumulative.getAsDouble() / total < MOST - ROUNDING;
            cumulative.add(gap.gap());
            if (vital) {
                vitalFew.add(gap.skill());
            }
            skills.put(
                    gap.skill(),
                    new Figures()
                            .put("rank", skills.size() + 1)
                            .put("gap", gap.gap())
                            .put("n", gap.people())
                            .put("n_below_target", gap.below())
                            .put("mean_gap", gap.gap() / gap.people())
                            .put("share", somethingMissing ? gap.gap() / total : Double.NaN)
                            .put("cumulative_share", somethingMissing ? cumulative.getAsDouble() / total : Double.NaN)
                            .put("vital", vital)
                            .toMap());
        }
        return new Figures()
                .put("total_gap", total)
                .put("n_vital_few", vitalFew.size())
                .put("vital_few", vitalFew)
                .put("skills", skills)
                .toMap();
    }
}
