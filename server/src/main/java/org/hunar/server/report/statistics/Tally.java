package org.hunar.server.report.statistics;

import org.apache.commons.numbers.core.Sum;

/** How many people have which value, where only the sum over them matters: of what they lack, or of what they gained. */
record Tally(double[] values, long[] counts) {
    /** Bins of a bootstrap: their spread within is a 1/256th of the range, too little to be seen in a rank. */
    private static final int BINS = 256;

    long people() {
        long people = 0;
        for (long count : counts) {
            people += count;
        }
        return people;
    }

    double sum() {
        Sum sum = Sum.create();
        for (int i = 0; i < values.length; i++) {
            sum.addProduct(counts[i], values[i]);
        }
        return sum.getAsDouble();
    }

    /** The same people and sum in few values, so that to draw from them costs the same however many there are. */
    Tally binned() {
        if (values.length <= BINS) {
            return this;
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double width = (most - least) / BINS;
        double[] sums = new double[BINS];
        long[] people = new long[BINS];
        for (int i = 0; i < values.length; i++) {
            int bin = width == 0 ? 0 : (int) Math.min(BINS - 1, (values[i] - least) / width);
            sums[bin] += counts[i] * values[i];
            people[bin] += counts[i];
        }
        for (int bin = 0; bin < BINS; bin++) {
            sums[bin] = people[bin] == 0 ? 0 : sums[bin] / people[bin];
        }
        return new Tally(sums, people);
    }
}
