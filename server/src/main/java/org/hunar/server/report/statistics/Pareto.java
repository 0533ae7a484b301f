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
    private record Gap(String skill, double gap, long people, long below) {
        static Gap of(String skill, Frequencies percents, double target, double weight) {
            Sum missing = Sum.create();
            long below = 0;
            for (int i = 0; i < percents.values().length; i++) {
                double percent = percents.values()[i];
                long people = percents.counts()[i];
                missing.addProduct(people, Math.max(0, target - percent));
                below += Percent.key9(percent) < Percent.key9(target) ? people : 0;
            }
            return new Gap(skill, weight * missing.getAsDouble(), percents.people(), below);
        }

        long key() {
            return Percent.key9(gap);
        }
    }

    private Pareto() {}

    /** {@code {total_gap, n_vital_few, vital_few, skills: {skill: {rank, gap, …}}}}, skills by gap descending. */
    public static Map<String, Object> compute(ReportSettings settings, ReportCounts counts) {
        List<Gap> gaps = new ArrayList<>();
        for (String skill : counts.skills()) {
            Frequencies posts = counts.of(skill, ScoredAssessment.ALL).posts();
            gaps.add(Gap.of(skill, posts, settings.target(skill), settings.weight(skill)));
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
