package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.hunar.model.scoring.Percent;
import org.hunar.server.report.statistics.CellRanking.Cell;

/**
 * Where effort pays: the cells of skill and group by their share of what is still missing to the targets, and by their share
 * of what was gained. The gap is that of {@link Pareto}, divided by group: of everybody with a POST or, while nobody has
 * one, of everybody with a PRE.
 */
public final class CellPriorities {
    private final ReportSettings settings;
    private final ReportCounts counts;
    private final Collection<String> groups;
    private final boolean afterTraining;

    private CellPriorities(ReportSettings settings, ReportCounts counts, Collection<String> groups) {
        this.settings = settings;
        this.counts = counts;
        this.groups = groups;
        this.afterTraining = isAfterTraining(counts);
    }

    /**
     * @param groups those that are ranked, or only {@code *}
     * @param seed of the bootstrap; the same gives the same
     * @return {@code {basis, replicates, gap: {total, n_vital_few, cells}, gain: {…}}}; the gain when there is one
     */
    public static Map<String, Object> compute(
            ReportSettings settings, ReportCounts counts, Collection<String> groups, long seed) {
        CellPriorities priorities = new CellPriorities(settings, counts, groups);
        Figures figures = new Figures()
                .put("basis", priorities.afterTraining ? "POST" : "PRE")
                .put("replicates", CellRanking.REPLICATES)
                .put("gap", CellRanking.of(priorities.gaps(), seed));
        if (priorities.afterTraining) {
            figures.put("gain", CellRanking.of(priorities.gains(), seed));
        }
        return figures.toMap();
    }

    /** Whether anybody has a POST, so that what is missing is what is still missing. */
    public static boolean isAfterTraining(ReportCounts counts) {
        return counts.skills().stream()
                .anyMatch(
                        skill -> counts.of(skill, ScoredAssessment.ALL).posts().people() > 0);
    }

    private List<Cell> gaps() {
        List<Cell> cells = new ArrayList<>();
        for (String skill : counts.skills()) {
            double target = settings.target(skill);
            double weight = settings.weight(skill);
            for (String group : groups) {
                JointCounts people = counts.of(skill, group);
                Frequencies percents = afterTraining ? people.posts() : people.pres();
                Tally missing = tally(percents, percent -> Math.max(0, target - percent));
                cells.add(new Cell(
                        skill,
                        group,
                        weight,
                        missing,
                        new Figures()
                                .put("gap", weight * missing.sum())
                                .put("n", missing.people())
                                .put("n_below_target", below(percents, target))
                                .put("mean_gap", weight * missing.sum() / missing.people())));
            }
        }
        return cells;
    }

    private List<Cell> gains() {
        List<Cell> cells = new ArrayList<>();
        for (String skill : counts.skills()) {
            double weight = settings.weight(skill);
            for (String group : groups) {
                Tally gained = tally(counts.of(skill, group).pairs().gains(), gain -> gain);
                cells.add(new Cell(
                        skill,
                        group,
                        weight,
                        gained,
                        new Figures()
                                .put("gain", weight * gained.sum())
                                .put("n", gained.people())
                                .put("mean_gain", weight * gained.sum() / gained.people())));
            }
        }
        return cells;
    }

    private static Tally tally(Frequencies percents, DoubleUnaryOperator value) {
        double[] values = new double[percents.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsDouble(percents.values()[i]);
        }
        return new Tally(values, percents.counts());
    }

    private static long below(Frequencies percents, double target) {
        long below = 0;
        for (int i = 0; i < percents.values().length; i++) {
            below += Percent.key9(percents.values()[i]) < Percent.key9(target) ? percents.counts()[i] : 0;
        }
        return below;
    }
}
