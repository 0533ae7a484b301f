package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.hunar.model.scoring.Percent;

/** People with a score before and one after, those of equal scores together. */
final class Pairs {
    private static final long CEILING = Percent.key9(100);

    private final double[] pre;
    private final double[] post;
    private final double[] gains;
    private final long[] gainKeys;
    private final long[] counts;
    private final Frequencies preFrequencies;
    private final Frequencies postFrequencies;
    private final Frequencies gainFrequencies;

    /**
     * @param pre percents before, 0 to 100
     * @param post percents after, at the same places
     * @param counts people with these two, above 0
     */
    Pairs(double[] pre, double[] post, long[] counts) {
        this.pre = pre;
        this.post = post;
        this.counts = counts;
        gains = new double[pre.length];
        gainKeys = new long[pre.length];
        for (int i = 0; i < pre.length; i++) {
            gains[i] = post[i] - pre[i];
            gainKeys[i] = Percent.key9(gains[i]);
        }
        preFrequencies = Frequencies.of(pre, counts);
        postFrequencies = Frequencies.of(post, counts);
        gainFrequencies = Frequencies.of(gains, counts);
    }

    /** Cells, not people. */
    int size() {
        return counts.length;
    }

    long people() {
        return Arrays.stream(counts).sum();
    }

    /** People in the cells that have this. */
    long people(IntPredicate cell) {
        long people = 0;
        for (int i = 0; i < counts.length; i++) {
            people += cell.test(i) ? counts[i] : 0;
        }
        return people;
    }

    /** People in that cell. */
    long people(int cell) {
        return counts[cell];
    }

    double pre(int cell) {
        return pre[cell];
    }

    double post(int cell) {
        return post[cell];
    }

    /** In percentage points. */
    double gain(int cell) {
        return gains[cell];
    }

    /** The gain on the grid on which ties and zeros are told. */
    long gainKey(int cell) {
        return gainKeys[cell];
    }

    boolean startsAtCeiling(int cell) {
        return Percent.key9(pre[cell]) == CEILING;
    }

    /** At 100 or at 0 both times: nothing could be gained, or nothing was there to lose. */
    boolean staysAtLimit(int cell) {
        return gainKeys[cell] == 0 && (startsAtCeiling(cell) || Percent.key9(pre[cell]) == 0);
    }

    Frequencies pre() {
        return preFrequencies;
    }

    Frequencies post() {
        return postFrequencies;
    }

    Frequencies gains() {
        return gainFrequencies;
    }

    /** Sizes of the gains on the grid of 9 decimals, of the cells that have this. */
    Frequencies gainSizes(IntPredicate cell) {
        return frequencies(cell, i -> Math.abs(gainKeys[i]));
    }

    /** A value of each of the cells that have this. */
    Frequencies frequencies(IntPredicate cell, IntToDoubleFunction value) {
        int[] cells = new int[size()];
        Arrays.setAll(cells, i -> i);
        cells = Arrays.stream(cells).filter(cell).toArray();
        return Frequencies.of(
                Arrays.stream(cells).mapToDouble(value).toArray(),
                Arrays.stream(cells).mapToLong(i -> counts[i]).toArray());
    }

    /** Pearson's r; NaN when one of the two is constant. */
    double correlation() {
        return Sample.correlation(pre, post, counts);
    }

    /** Sum of squared deviations of pre from its mean; exactly 0 when pre is constant. */
    double preSquares() {
        return Sample.isConstant(pre) ? 0 : Sample.sumOfProducts(pre, pre, counts);
    }

    /** Sum of the products of deviations from the means; exactly 0 when pre is constant. */
    double products() {
        return Sample.isConstant(pre) ? 0 : Sample.sumOfProducts(pre, post, counts);
    }
}
