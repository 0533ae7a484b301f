package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.Map;

/** Intraclass correlations of several raters (Shrout & Fleiss 1979), from the mean squares of a two-way ANOVA. */
public final class IntraclassCorrelation {
    private static final double UPPER = 0.025;

    private final double n;
    private final double k;
    private final double msb;
    private final double msw;
    private final double msj;
    private final double mse;

    private IntraclassCorrelation(double[][] ratings) {
        n = ratings.length;
        k = ratings.length == 0 ? 0 : ratings[0].length;
        double grand = Sample.mean(
                Arrays.stream(ratings).flatMapToDouble(Arrays::stream).toArray());
        double[] raters = new double[(int) k];
        for (int j = 0; j < k; j++) {
            raters[j] = Sample.mean(ItemTable.column(ratings, j));
        }
        double between = 0;
        double within = 0;
        double error = 0;
        for (double[] target : ratings) {
            double mean = Sample.mean(target);
            between += k * squared(mean - grand);
            for (int j = 0; j < k; j++) {
                within += squared(target[j] - mean);
                error += squared(target[j] - mean - raters[j] + grand);
            }
        }
        double ofRaters =
                Arrays.stream(raters).map(mean -> n * squared(mean - grand)).sum();
        boolean defined = n >= 2 && k >= 2;
        msb = defined ? between / (n - 1) : Double.NaN;
        msw = defined ? within / (n * (k - 1)) : Double.NaN;
        msj = defined ? ofRaters / (k - 1) : Double.NaN;
        mse = defined ? error / ((n - 1) * (k - 1)) : Double.NaN;
    }

    /** @param ratings by target and rater, complete; with fewer than two of either nothing can be told */
    public static Map<String, Object> of(double[][] ratings) {
        return new IntraclassCorrelation(ratings).figures();
    }

    private Map<String, Object> figures() {
        double withinDf = n * (k - 1);
        double errorDf = (n - 1) * (k - 1);
        double f1 = msb / msw;
        double f3 = msb / mse;
        double agreement = (msb - mse) / (msb + (k - 1) * mse + k * (msj - mse) / n);
        double[] agreementLimits = agreementLimits(agreement);
        return new Figures()
                .put("n_targets", (long) n)
                .put("n_raters", (long) k)
                .put("msb", msb)
                .put("msw", msw)
                .put("msj", msj)
                .put("mse", mse)
                .put("icc_1_1", figure((msb - msw) / (msb + (k - 1) * msw), f1, withinDf, singleLimits(f1, withinDf)))
                .put("icc_2_1", figure(agreement, f3, errorDf, agreementLimits))
                .put("icc_3_1", figure((msb - mse) / (msb + (k - 1) * mse), f3, errorDf, singleLimits(f3, errorDf)))
                .put("icc_1_k", figure((msb - msw) / msb, f1, withinDf, meanLimits(f1, withinDf)))
                .put("icc_2_k", figure(agreementOfMean(), f3, errorDf, ofMean(agreementLimits)))
                .put("icc_3_k", figure((msb - mse) / msb, f3, errorDf, meanLimits(f3, errorDf)))
                .toMap();
    }

    private Figures figure(double icc, double f, double df2, double[] limits) {
        return new Figures()
                .put("icc", icc)
                .put("f", f)
                .put("df1", (long) Math.max(0, n - 1))
                .put("df2", (long) Math.max(0, df2))
                .put("p", Tails.f(f, n - 1, df2))
                .put("ci95_low", limits[0])
                .put("ci95_high", limits[1]);
    }

    /** The divisor is an estimate of a variance that may be 0, or below, when the raters differ more than the works. */
    private double agreementOfMean() {
        return (msb - mse) / Sample.withoutRounding(msb + (msj - mse) / n);
    }

    private double[] singleLimits(double f, double df2) {
        double low = f / Tails.fUpper(UPPER, n - 1, df2);
        double high = f * Tails.fUpper(UPPER, df2, n - 1);
        return new double[] {(low - 1) / (low + k - 1), (high - 1) / (high + k - 1)};
    }

    private double[] meanLimits(double f, double df2) {
        double low = f / Tails.fUpper(UPPER, n - 1, df2);
        double high = f * Tails.fUpper(UPPER, df2, n - 1);
        return new double[] {1 - 1 / low, 1 - 1 / high};
    }

    /** Absolute agreement: the degrees of freedom of its error are approximated (Satterthwaite). */
    private double[] agreementLimits(double icc) {
        double fj = msj / mse;
        double error = n * (1 + (k - 1) * icc) - k * icc;
        double df = (k - 1) * (n - 1) * square(k * icc * fj + error) / ((n - 1) * square(k * icc * fj) + square(error));
        double below = Tails.fUpper(UPPER, n - 1, df);
        double above = Tails.fUpper(UPPER, df, n - 1);
        double spread = k * msj + (k * n - k - n) * mse;
        return new double[] {
            n * (msb - below * mse) / (below * spread + n * msb), n * (above * msb - mse) / (spread + n * above * msb)
        };
    }

    /** Spearman-Brown: what the mean of all raters reaches. */
    private double[] ofMean(double[] limits) {
        return Arrays.stream(limits)
                .map(limit -> k * limit / Sample.withoutRounding(1 + (k - 1) * limit))
                .toArray();
    }

    private static double square(double value) {
        return value * value;
    }

    /** Of a deviation: where raters differ by the same on all works, nothing is left over. */
    private static double squared(double deviation) {
        return square(Sample.withoutRounding(deviation));
    }
}
