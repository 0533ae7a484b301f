package org.hunar.server.report.statistics;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * p values and quantiles. Tails always come from survival functions: 1 - cdf is wrong below 1e-16. NaN where the
 * statistic is undefined, be it NaN or infinite for want of any variance, and where degrees of freedom are not above 0.
 */
final class Tails {
    /** Two-sided 95 % point of the standard normal distribution. */
    static final double Z_975 = 1.959963984540054;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double UPPER_975 = 0.025;

    private Tails() {}

    /** Two-sided p of a standard normal deviate, at most 1. */
    static double normal(double z) {
        return Double.isNaN(z) ? Double.NaN : Math.min(1, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /** Two-sided p of Student's t, at most 1. */
    static double student(double t, double df) {
        return isUndefined(t, df)
                ? Double.NaN
                : Math.min(1, 2 * TDistribution.of(df).survivalProbability(Math.abs(t)));
    }

    /** Upper tail of chi-squared with one degree of freedom. */
    static double chiSquared1(double chi2) {
        return Double.isNaN(chi2) ? Double.NaN : ChiSquaredDistribution.of(1).survivalProbability(chi2);
    }

    /** Upper tail of F. */
    static double f(double f, double df1, double df2) {
        return isUndefined(f, Math.min(df1, df2))
                ? Double.NaN
                : FDistribution.of(df1, df2).survivalProbability(f);
    }

    /** The point of Student's t below which 97.5 % lie. */
    static double student975(double df) {
        return df > 0 ? TDistribution.of(df).inverseSurvivalProbability(UPPER_975) : Double.NaN;
    }

    /** The point of F above which a share of {@code upper} lies. */
    static double fUpper(double upper, double df1, double df2) {
        return df1 > 0 && df2 > 0 ? FDistribution.of(df1, df2).inverseSurvivalProbability(upper) : Double.NaN;
    }

    /** Two-sided p of {@code fewer} heads or a more unequal split in {@code tosses} of a fair coin, at most 1. */
    static double fairCoin(int fewer, int tosses) {
        return tosses == 0
                ? Double.NaN
                : Math.min(1, 2 * BinomialDistribution.of(tosses, 0.5).cumulativeProbability(fewer));
    }

    private static boolean isUndefined(double statistic, double df) {
        return !Double.isFinite(statistic) || !(df > 0);
    }
}
