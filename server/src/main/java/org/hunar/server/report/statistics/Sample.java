package org.hunar.server.report.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;
import org.hunar.model.scoring.Percent;

/**
 * Moments of a sample: sums in extended precision, variances by two passes (never by a difference of large sums), with
 * the denominator n - 1. NaN where undefined. Values that are all equal to 9 decimals have a variance of exactly 0.
 */
final class Sample {
    private static final double ON_A_LINE = 1e-15;

    private Sample() {}

    static double mean(double[] values) {
        return mean(values, once(values));
    }

    /** @param counts people with the value at the same place; here and below */
    static double mean(double[] values, long[] counts) {
        Sum sum = Sum.create();
        for (int i = 0; i < values.length; i++) {
            sum.addProduct(counts[i], values[i]);
        }
        return sum.getAsDouble() / people(counts);
    }

    static double variance(double[] values) {
        return covariance(values, values);
    }

    static double sd(double[] values) {
        return Math.sqrt(variance(values));
    }

    static double covariance(double[] x, double[] y) {
        return covariance(x, y, once(x));
    }

    static double covariance(double[] x, double[] y, long[] counts) {
        long people = people(counts);
        if (people < 2) {
            return Double.NaN;
        }
        if (isConstant(x) || isConstant(y)) {
            return 0;
        }
        return sumOfProducts(x, y, counts) / (people - 1);
    }

    /** Pearson's r; NaN when one of the two is constant. */
    static double correlation(double[] x, double[] y) {
        return correlation(x, y, once(x));
    }

    static double correlation(double[] x, double[] y, long[] counts) {
        if (isConstant(x) || isConstant(y)) {
            return Double.NaN;
        }
        double r = sumOfProducts(x, y, counts)
                / Math.sqrt(sumOfProducts(x, x, counts))
                / Math.sqrt(sumOfProducts(y, y, counts));
        // on a line it is 1, as of any two pairs: what is made of 1 - r shall be 0
        return 1 - Math.abs(r) < ON_A_LINE ? Math.signum(r) : r;
    }

    /** A difference of computed values; 0 where it is 0 to 9 decimals, NaN where it is undefined. */
    static double withoutRounding(double difference) {
        // the key of NaN is 0 as well
        return !Double.isNaN(difference) && Percent.key9(difference) == 0 ? 0 : difference;
    }

    /** Sum of the products of deviations from the means. */
    static double sumOfProducts(double[] x, double[] y, long[] counts) {
        double meanX = mean(x, counts);
        double meanY = mean(y, counts);
        Sum sum = Sum.create();
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(counts[i] * (x[i] - meanX), y[i] - meanY);
        }
        return sum.getAsDouble();
    }

    /** Whether all values are equal to 9 decimals; true of none and of one. */
    static boolean isConstant(double[] values) {
        for (double value : values) {
            if (Percent.key9(value) != Percent.key9(values[0])) {
                return false;
            }
        }
        return true;
    }

    private static long people(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private static long[] once(double[] values) {
        long[] counts = new long[values.length];
        Arrays.fill(counts, 1);
        return counts;
    }
}
