package org.hunar.server.report.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.core.Sum;
import org.hunar.model.scoring.Percent;

/**
 * Moments of a sample: sums in extended precision, variances by two passes (never by a difference of large sums), with
 * the denominator n - 1. NaN where undefined. Values that are all equal to 9 decimals have a variance of exactly 0.
 */
final class Sample {
    private Sample() {}

    static double mean(double[] values) {
        return Sum.of(values).getAsDouble() / values.length;
    }

    static double variance(double[] values) {
        return covariance(values, values);
    }

    static double sd(double[] values) {
        return Math.sqrt(variance(values));
    }

    static double covariance(double[] x, double[] y) {
        if (x.length < 2) {
            return Double.NaN;
        }
        if (isConstant(x) || isConstant(y)) {
            return 0;
        }
        return sumOfProducts(x, y) / (x.length - 1);
    }

    /** Pearson's r; NaN when one of the two is constant. */
    static double correlation(double[] x, double[] y) {
        if (x.length < 2 || isConstant(x) || isConstant(y)) {
            return Double.NaN;
        }
        double r = sumOfProducts(x, y) / Math.sqrt(sumOfProducts(x, x)) / Math.sqrt(sumOfProducts(y, y));
        return Math.max(-1, Math.min(1, r));
    }

    /** Sum of the products of deviations from the means. */
    static double sumOfProducts(double[] x, double[] y) {
        double meanX = mean(x);
        double meanY = mean(y);
        Sum sum = Sum.create();
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(x[i] - meanX, y[i] - meanY);
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

    /** The middle value, or the mean of the two middle ones. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double min(double[] values) {
        return Arrays.stream(values).min().orElse(Double.NaN);
    }

    static double max(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NaN);
    }

    /** {@code {mean, sd, median, min, max}}. */
    static Figures describe(double[] values) {
        return new Figures()
                .put("mean", mean(values))
                .put("sd", sd(values))
                .put("median", median(values))
                .put("min", min(values))
                .put("max", max(values));
    }
}
