package org.hunar.server.report.statistics;

import org.apache.commons.numbers.core.Sum;

/** Covariances of several variables over the same people, as {@link Sample#covariance} but with each mean taken once. */
final class CovarianceMatrix {
    private CovarianceMatrix() {}

    /**
     * @param columns values by variable and person
     * @return by variable and variable, denominator n - 1; NaN with fewer than two people, 0 where a variable is constant
     */
    static double[][] of(double[][] columns) {
        double[][] deviations = new double[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            deviations[i] = deviations(columns[i]);
        }
        double[][] covariances = new double[columns.length][columns.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j <= i; j++) {
                covariances[i][j] = covariance(deviations[i], deviations[j]);
                covariances[j][i] = covariances[i][j];
            }
        }
        return covariances;
    }

    private static double[] deviations(double[] values) {
        double[] deviations = new double[values.length];
        if (!Sample.isConstant(values)) {
            double mean = Sample.mean(values);
            for (int i = 0; i < values.length; i++) {
                deviations[i] = values[i] - mean;
            }
        }
        return deviations;
    }

    private static double covariance(double[] x, double[] y) {
        Sum sum = Sum.create();
        for (int i = 0; i < x.length; i++) {
            sum.addProduct(x[i], y[i]);
        }
        return x.length < 2 ? Double.NaN : sum.getAsDouble() / (x.length - 1);
    }
}
