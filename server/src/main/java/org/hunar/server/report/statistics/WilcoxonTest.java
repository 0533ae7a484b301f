package org.hunar.server.report.statistics;

import java.util.Arrays;

/**
 * Wilcoxon's signed-rank test of the gains, zeros dropped, mid-ranks for ties: {@code wilcox.test(post, pre, paired =
 * TRUE)} of R up to 4.5, and beside it the exact conditional p for ties ({@code exactRankTests::wilcox.exact}).
 */
final class WilcoxonTest {
    private static final int EXACT_BELOW = 50;

    private final int zeros;
    private final int nonZeros;
    /** Twice the sum of mid-ranks, which is whole. */
    private long twicePlus;

    private long twiceMinus;
    /** Sum of t³ - t over the groups of t equal sizes. */
    private double tieTerm;
    /** Twice the mid-rank of each difference, rising. */
    private final int[] twiceRanks;

    private WilcoxonTest(long[] gainKeys) {
        long[] nonZero = Arrays.stream(gainKeys)
                .filter(key -> key != 0)
                .boxed()
                .sorted((a, b) -> Long.compare(Math.abs(a), Math.abs(b)))
                .mapToLong(Long::longValue)
                .toArray();
        nonZeros = nonZero.length;
        zeros = gainKeys.length - nonZeros;
        twiceRanks = new int[nonZeros];
        for (int start = 0; start < nonZeros; ) {
            int end = endOfTie(nonZero, start);
            rankTie(nonZero, start, end);
            start = end;
        }
    }

    /** @param gainKeys gains on the grid of 9 decimals */
    static Figures of(long[] gainKeys) {
        return new WilcoxonTest(gainKeys).figures();
    }

    private static int endOfTie(long[] sorted, int start) {
        int end = start + 1;
        while (end < sorted.length && Math.abs(sorted[end]) == Math.abs(sorted[start])) {
            end++;
        }
        return end;
    }

    private void rankTie(long[] sorted, int start, int end) {
        int twiceRank = start + 1 + end;
        double size = end - start;
        tieTerm += size * size * size - size;
        for (int i = start; i < end; i++) {
            twiceRanks[i] = twiceRank;
            if (sorted[i] > 0) {
                twicePlus += twiceRank;
            } else {
                twiceMinus += twiceRank;
            }
        }
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
        for (int rank : twiceRanks) {
            for (int sum = probability.length - 1; sum >= 0; sum--) {
                double without = probability[sum];
                double with = sum >= rank ? probability[sum - rank] : 0;
                probability[sum] = (without + with) / 2;
            }
        }
        double lower = Arrays.stream(probability, 0, (int) twicePlus + 1).sum();
        double upper =
                Arrays.stream(probability, (int) twicePlus, probability.length).sum();
        return Math.min(1, 2 * Math.min(lower, upper));
    }
}
