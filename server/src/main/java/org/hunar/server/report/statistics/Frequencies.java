package org.hunar.server.report.statistics;

import java.util.Arrays;

/** Values in rising order, each once, with the number of people who have it. */
record Frequencies(double[] values, long[] counts) {

    /**
     * Brings values into order and equal ones together.
     *
     * @param values in any order
     * @param people how many have the value at the same place, above 0
     */
    static Frequencies of(double[] values, long[] people) {
        double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
        long[] counts = new long[distinct.length];
        for (int i = 0; i < values.length; i++) {
            counts[Arrays.binarySearch(distinct, values[i])] += people[i];
        }
        return new Frequencies(distinct, counts);
    }

    long people() {
        return Arrays.stream(counts).sum();
    }

    double mean() {
        return Sample.mean(values, counts);
    }

    double sd() {
        return Math.sqrt(variance());
    }

    double variance() {
        return Sample.covariance(values, values, counts);
    }

    double min() {
        return values.length == 0 ? Double.NaN : values[0];
    }

    double max() {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }

    /** The middle value, or the mean of the two middle ones. */
    double median() {
        long people = people();
        return people % 2 == 1 ? at(people / 2) : (at(people / 2 - 1) + at(people / 2)) / 2;
    }

    /** {@code {mean, sd, median, min, max}}. */
    Figures describe() {
        return new Figures()
                .put("mean", mean())
                .put("sd", sd())
                .put("median", median())
                .put("min", min())
                .put("max", max());
    }

    /** The value of the person at that place, from 0; NaN when there is none. */
    private double at(long place) {
        long below = 0;
        for (int i = 0; i < values.length; i++) {
            below += counts[i];
            if (below > place) {
                return values[i];
            }
        }
        return Double.NaN;
    }
}
