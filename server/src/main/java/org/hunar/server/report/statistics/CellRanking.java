package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.core.Sum;
import org.hunar.model.scoring.Percent;

/**
 * Cells of skill and group by their share of a whole, the vital few that make up 80 % of it, and how sure each rank is: in
 * how many bootstrap samples of the people it is which (Efron & Tibshirani 1993).
 */
final class CellRanking {
    static final int REPLICATES = 200;

    private static final double MOST = 0.8;
    private static final double ROUNDING = 1e-12;
    private static final double NOTHING = 1e-9;
    private static final double TAIL = 0.025;

    /**
     * A skill of a group.
     *
     * @param weight of the skill
     * @param tally what the people of the group add
     * @param figures to be shown with it
     */
    record Cell(String skill, String group, double weight, Tally tally, Figures figures) {
        double amount() {
            return weight * tally.sum();
        }
    }

    private final List<Cell> cells;
    private final double[] amounts;
    private final double total;
    private final int[] place;
    private final boolean[] vital;
    private final int[][] ranks;
    private final int[] vitalIn;

    private CellRanking(List<Cell> cells, long seed) {
        this.cells = cells.stream()
                .sorted(Comparator.comparing((Cell cell) -> Percent.key9(cell.amount()))
                        .reversed()
                        .thenComparing(Cell::skill)
                        .thenComparing(Cell::group))
                .toList();
        this.amounts = this.cells.stream().mapToDouble(Cell::amount).toArray();
        this.total = Sum.of(amounts).getAsDouble();
        this.place = order(amounts);
        this.vital = vital(amounts, place);
        this.ranks = new int[this.cells.size()][REPLICATES];
        this.vitalIn = new int[this.cells.size()];
        resample(new Resampling(seed));
    }

    /**
     * {@code {total, n_vital_few, cells: [{rank, skill, group, …, share, cumulative_share, vital, rank_low, rank_high,
     * vital_in}]}}; ranks from the 2.5th to the 97.5th percentile of the samples, {@code vital_in} the share of samples in
     * which the cell is one of the vital few.
     */
    static Map<String, Object> of(List<Cell> cells, long seed) {
        return new CellRanking(cells, seed).toMap();
    }

    private void resample(Resampling samples) {
        List<Tally> tallies = cells.stream().map(cell -> cell.tally().binned()).toList();
        for (int replicate = 0; replicate < REPLICATES; replicate++) {
            double[] sample = new double[cells.size()];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = cells.get(i).weight() * samples.sum(tallies.get(i));
            }
            int[] order = order(sample);
            boolean[] ofSample = vital(sample, order);
            for (int rank = 0; rank < order.length; rank++) {
                ranks[order[rank]][replicate] = rank + 1;
                vitalIn[order[rank]] += ofSample[order[rank]] ? 1 : 0;
            }
        }
    }

    /** Places by amount, the largest first; equal ones stay as they are. */
    private static int[] order(double[] amounts) {
        Integer[] order = new Integer[amounts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(i -> -Percent.key9(amounts[i])));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    /** Those up to and including the one with which 80 % is reached. */
    private static boolean[] vital(double[] amounts, int[] order) {
        double total = Sum.of(amounts).getAsDouble();
        boolean[] vital = new boolean[amounts.length];
        Sum reached = Sum.create();
        for (int i : order) {
            vital[i] = total > NOTHING && reached.getAsDouble() / total < MOST - ROUNDING;
            reached.add(amounts[i]);
        }
        return vital;
    }

    private Map<String, Object> toMap() {
        List<Map<String, Object>> rows = new ArrayList<>();
        Sum cumulative = Sum.create();
        int vitalFew = 0;
        for (int i : place) {
            cumulative.add(amounts[i]);
            vitalFew += vital[i] ? 1 : 0;
            int[] sorted = Arrays.stream(ranks[i]).sorted().toArray();
            rows.add(new Figures()
                    .put("rank", rows.size() + 1)
                    .put("skill", cells.get(i).skill())
                    .put("group", cells.get(i).group())
                    .putAll(cells.get(i).figures())
                    .put("share", share(amounts[i]))
                    .put("cumulative_share", share(cumulative.getAsDouble()))
                    .put("vital", vital[i])
                    .put("rank_low", sorted[(int) (TAIL * REPLICATES)])
                    .put("rank_high", sorted[REPLICATES - 1 - (int) (TAIL * REPLICATES)])
                    .put("vital_in", (double) vitalIn[i] / REPLICATES)
                    .toMap());
        }
        return new Figures()
                .put("total", total)
                .put("n_vital_few", vitalFew)
                .put("cells", rows)
                .toMap();
    }

    private double share(double amount) {
        return total > NOTHING ? amount / total : Double.NaN;
    }
}
