package org.hunar.server.report.statistics;

import java.util.Arrays;
import org.hunar.model.scoring.Percent;

/**
 * The upper and lower 27 % of people by total (Kelley 1939). People at the boundary total share the places that are left
 * equally, so that nothing depends on their order or on chance.
 */
final class ExtremeGroups {
    private static final double SHARE = 0.27;

    private final int size;
    private final double[] upper;
    private final double[] lower;

    /** @param totals of at least one person */
    ExtremeGroups(double[] totals) {
        size = (int) Math.max(1, Math.floor(SHARE * totals.length + 0.5));
        long[] keys = Arrays.stream(totals).mapToLong(Percent::key9).toArray();
        upper = shares(keys);
        lower = shares(Arrays.stream(keys).map(key -> -key).toArray());
    }

    /** People in each group. */
    int size() {
        return size;
    }

    /** Sum of the values of the upper group. */
    double upperSum(double[] values) {
        return weighted(values, upper);
    }

    /** Sum of the values of the lower group. */
    double lowerSum(double[] values) {
        return weighted(values, lower);
    }

    /** How much each person counts among the {@code size} with the greatest keys. */
    private double[] shares(long[] keys) {
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        long boundary = sorted[sorted.length - size];
        long above = Arrays.stream(keys).filter(key -> key > boundary).count();
        long at = Arrays.stream(keys).filter(key -> key == boundary).count();
        double share = (double) (size - above) / at;
        return Arrays.stream(keys)
                .mapToDouble(key -> key > boundary ? 1 : key == boundary ? share : 0)
                .toArray();
    }

    private static double weighted(double[] values, double[] weights) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[i] * weights[i];
        }
        return sum;
    }
}
