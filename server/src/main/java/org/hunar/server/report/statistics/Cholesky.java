package org.hunar.server.report.statistics;

/** Cholesky factor of a symmetric positive definite matrix, for solving and inverting the small ones of statistics. */
final class Cholesky {
    /** A pivot this much smaller than its diagonal element says that the matrix is singular. */
    private static final double SINGULAR = 1e-13;

    private final double[][] lower;

    private Cholesky(double[][] lower) {
        this.lower = lower;
    }

    /**
     * @param matrix of which the lower triangle is read
     * @throws ArithmeticException if it is not positive definite
     */
    static Cholesky of(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? pivot(rest, matrix[i][i]) : rest / lower[j][j];
            }
        }
        return new Cholesky(lower);
    }

    private static double pivot(double rest, double diagonal) {
        if (!(rest > SINGULAR * Math.abs(diagonal))) {
            throw new ArithmeticException("the matrix is not positive definite");
        }
        return Math.sqrt(rest);
    }

    /** The x with matrix · x = right. */
    double[] solve(double[] right) {
        int n = lower.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /** Column j of the inverse. */
    double[] inverseColumn(int j) {
        double[] unit = new double[lower.length];
        unit[j] = 1;
        return solve(unit);
    }
}
