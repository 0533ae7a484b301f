package org.hunar.server.report.statistics;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test of the gains, zeros dropped, mid-ranks for ties: {@code wilcox.test(post, pre, paired =
 * TRUE)} of R up to 4.5, and beside it the exact conditional p for ties ({@code exactRankTests::wilcox.exact}).
 */
final class WilcoxonTest {
    private static final int EXACT_BELOW = 50;

    private final long zeros;
    private final long nonZeros;
    /** Each distinct size of a gain other than 0, rising, and how many people gained or lost as much. */
    private final Frequencies sizes;
    /** Twice the mid-rank of each size. */
    private final long[] twiceRanks;
    /** Twice the sum of mid-ranks, which is whole. */
    private final long twicePlus;

    private final long twiceMinus;
    /** Sum of t³ - t over the groups of t equal sizes. */
    private double tieTerm;

    private WilcoxonTest(Pairs pairs) {
        sizes = pairs.gainSizes(cell -> pairs.gainKey(cell) != 0);
        nonZeros = sizes.people();
        zeros = pairs.people() - nonZeros;
        twiceRanks = new long[sizes.counts().length];
        long below = 0;
        for (int i = 0; i < twiceRanks.length; i++) {
            long size = sizes.counts()[i];
            twiceRanks[i] = 2 * below + 1 + size;
            tieTerm += (double) size * size * size - size;
            below += size;
        }
        twicePlus = twiceRankSum(pairs.gainSizes(cell -> pairs.gainKey(cell) > 0));
        twiceMinus = nonZeros * (nonZeros + 1) - twicePlus;
    }

    static Figures of(Pairs pairs) {
        return new WilcoxonTest(pairs).figures();
    }

    private long twiceRankSum(Frequencies part) {
        long sum = 0;
        for (int i = 0; i < part.values().length; i++) {
            sum += part.counts()[i] * twiceRanks[Arrays.binarySearch(sizes.values(), part.values()[i])];
        }
        return sum;
    }

    private Figures figures() {
        Figures figures = new Figures().put("n_nonzero", nonZeros).put("n_zero", zeros);
        if (nonZeros == 0) {
            return figures.putNulls("w_plus", "w_minus", "method", "z", "p", "p_exact");
        }
        double exactP = nonZeros < EXACT_BELOW ? exactP() : Double.NaN;
        boolean exact = nonZeros < EXACT_BELOW && tieTerm == 0 && zeros == 0;
        double z = exact ? Double.NaN : z();
        return figures.put("w_plus", twicePlus / 2.0)
                .put("w_minus", twiceMinus / 2.0)
                .put("method", exact ? "EXACT" : "NORMAL")
                .put("z", z)
                .put("p", exact ? exactP : Tails.normal(z))
                .put("p_exact", exactP);
    }

    /** With continuity correction. */
    private double z() {
        double n = nonZeros;
        double difference = twicePlus / 2.0 - n * (n + 1) / 4;
        double sigma = Math.sqrt(n * (n + 1) * (2 * n + 1) / 24 - tieTerm / 48);
        return (difference - 0.5 * Math.signum(difference)) / sigma;
    }

    /**
     * The permutation distribution of the rank sum given the mid-ranks, by the shift algorithm of Streitberg & Röhmel:
     * each rank stays out or comes in with probability one half.
     */
    private double exactP() {
        double[] probability = new double[(int) (twicePlus + twiceMinus) + 1];
        probability[0] = 1;
        for (int i = 0; i < twiceRanks.length; i++) {
            for (long person = 0; person < sizes.counts()[i]; person++) {
                shift(probability, (int) twiceRanks[i]);
            }
        }
        double lower = Arrays.stream(probability, 0, (int) twicePlus + 1).sum();
        double upper =
                Arrays.stream(probability, (int) twicePlus, probability.length).sum();
        return Math.min(1, 2 * Math.min(lower, upper));
    }

    private static void shift(double[] probability, int rank) {
        for (int sum = probability.length - 1; sum >= 0; sum--) {
            double without = probability[sum];
            double with = sum >= rank ? probability[sum - rank] : 0;
            probability[sum] = (without + with) / 2;
        }
    }
}
