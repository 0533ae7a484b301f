package org.hunar.server.report.statistics;

import java.util.Arrays;

/**
 * The model of one common factor, Σ = λλ' + Ψ, fitted by maximum likelihood to a covariance matrix (Lawley & Maxwell 1971):
 * the λ and ψ that minimise ln|Σ| + tr(SΣ⁻¹), by Fisher scoring on the correlations, iterated to the end. The solution does
 * not depend on the items' units.
 */
final class OneFactor {
    private static final double LAST_STEP = 1e-12;
    private static final double STALLED_STEP = 1e-9;
    private static final int MOST_STEPS = 2000;
    /** Share of an item's variance under which nothing of it is its own: a Heywood case. */
    private static final double NOTHING_OWN = 1e-6;
    /** A step leaves this share of each ψ at least, so that none jumps over 0. */
    private static final double LEFT_OF_PSI = 0.1;
    /** A fit is no worse than another when it is so up to rounding. */
    private static final double ROUNDING = 1e-13;

    private static final int LEAST_ITEMS = 3;

    private final double[][] correlations;
    private final int size;
    private double[] loadings;
    private double[] unique;

    private OneFactor(double[][] correlations) {
        this.correlations = correlations;
        size = correlations.length;
        start();
        iterate();
    }

    /**
     * McDonald's ω: the share of the total's variance that is the factor's, (Σλ)² / ((Σλ)² + Σψ).
     *
     * @param covariances of the items
     * @return NaN where the model has no proper solution: fewer than three items, a singular matrix (fewer people than
     *     items, a constant item), a Heywood case
     */
    static double omega(double[][] covariances) {
        if (covariances.length < LEAST_ITEMS) {
            return Double.NaN;
        }
        try {
            double[] sd = new double[covariances.length];
            Arrays.setAll(sd, i -> Math.sqrt(covariances[i][i]));
            OneFactor model = new OneFactor(correlations(covariances, sd));
            double common = 0;
            double own = 0;
            for (int i = 0; i < sd.length; i++) {
                common += sd[i] * model.loadings[i];
                own += sd[i] * sd[i] * model.unique[i];
            }
            return common * common / (common * common + own);
        } catch (ArithmeticException e) {
            return Double.NaN;
        }
    }

    /**
     * Loadings and shares of own variance of standardised items.
     *
     * @throws ArithmeticException if there is no proper solution
     */
    static double[][] fit(double[][] correlations) {
        OneFactor model = new OneFactor(correlations);
        return new double[][] {model.loadings, model.unique};
    }

    private static double[][] correlations(double[][] covariances, double[] sd) {
        double[][] correlations = new double[sd.length][sd.length];
        for (int i = 0; i < sd.length; i++) {
            for (int j = 0; j < sd.length; j++) {
                correlations[i][j] = i == j ? 1 : covariances[i][j] / sd[i] / sd[j];
            }
        }
        return correlations;
    }

    /** What an item does not share with all others is its own at first; the factor is the longest axis of the rest. */
    private void start() {
        Cholesky factor = Cholesky.of(correlations);
        unique = new double[size];
        Arrays.setAll(unique, i -> (1 - 0.5 / size) / factor.inverseColumn(i)[i]);
        double[] axis = new double[size];
        Arrays.fill(axis, 1 / Math.sqrt(size));
        double length = 0;
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] next = scaledTimes(axis);
            length = Math.sqrt(dot(next, next));
            for (int i = 0; i < size; i++) {
                axis[i] = next[i] / length;
            }
        }
        double common = Math.sqrt(Math.max(length - 1, NOTHING_OWN));
        loadings = new double[size];
        for (int i = 0; i < size; i++) {
            loadings[i] = Math.sqrt(unique[i]) * axis[i] * common;
        }
    }

    /** Ψ^-½ R Ψ^-½ x. */
    private double[] scaledTimes(double[] x) {
        double[] product = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                product[i] += correlations[i][j] * x[j] / Math.sqrt(unique[i] * unique[j]);
            }
        }
        return product;
    }

    private void iterate() {
        double previous = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
            double largest = step();
            boolean stalled = largest < STALLED_STEP && largest >= previous;
            if (largest < LAST_STEP || stalled) {
                return;
            }
            previous = largest;
        }
        throw new ArithmeticException("the factor model did not converge");
    }

    /** One step of Fisher scoring, shortened while it leads to a worse fit; the largest change. */
    private double step() {
        double before = misfit(loadings, unique);
        double[] direction = direction();
        double length = 1;
        for (int i = 0; i < size; i++) {
            double own = direction[size + i];
            if (own < 0) {
                length = Math.min(length, (LEFT_OF_PSI - 1) * unique[i] / own);
            }
        }
        double largest;
        double[] toLoadings = new double[size];
        double[] toUnique = new double[size];
        do {
            largest = 0;
            for (int i = 0; i < size; i++) {
                toLoadings[i] = loadings[i] + length * direction[i];
                toUnique[i] = unique[i] + length * direction[size + i];
                largest = Math.max(largest, Math.abs(length * direction[i]));
                largest = Math.max(largest, Math.abs(length * direction[size + i]));
            }
            length /= 2;
        } while (!(misfit(toLoadings, toUnique) <= before + ROUNDING) && largest > STALLED_STEP);
        loadings = toLoadings;
        unique = toUnique;
        if (Arrays.stream(unique).min().orElse(0) < NOTHING_OWN) {
            throw new ArithmeticException("an item has no variance of its own");
        }
        return largest;
    }

    /** ln|Σ| + tr(RΣ⁻¹). */
    private double misfit(double[] lambda, double[] psi) {
        double common = 1;
        double sum = 0;
        for (int i = 0; i < size; i++) {
            common += lambda[i] * lambda[i] / psi[i];
            sum += Math.log(psi[i]) + 1 / psi[i];
        }
        double explained = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                explained += lambda[i] / psi[i] * correlations[i][j] * lambda[j] / psi[j];
            }
        }
        return Math.log(common) + sum - explained / common;
    }

    /** Against the gradient, measured by the expected second derivatives; first of the λ, then of the ψ. */
    private double[] direction() {
        double[][] inverse = inverse();
        double[] weights = times(inverse, loadings);
        double common = dot(loadings, weights);
        double[][] residual = times(times(inverse, difference()), inverse);
        double[][] information = new double[2 * size][2 * size];
        double[] downhill = new double[2 * size];
        for (int i = 0; i < size; i++) {
            downhill[i] = -2 * dot(residual[i], loadings);
            downhill[size + i] = -residual[i][i];
            for (int j = 0; j < size; j++) {
                information[i][j] = 2 * (common * inverse[i][j] + weights[i] * weights[j]);
                information[size + j][i] = 2 * inverse[i][j] * weights[j];
                information[i][size + j] = information[size + j][i];
                information[size + i][size + j] = inverse[i][j] * inverse[i][j];
            }
        }
        return Cholesky.of(information).solve(downhill);
    }

    /** Σ - R. */
    private double[][] difference() {
        double[][] difference = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                difference[i][j] = loadings[i] * loadings[j] + (i == j ? unique[i] : 0) - correlations[i][j];
            }
        }
        return difference;
    }

    /** Σ⁻¹, in closed form for one factor. */
    private double[][] inverse() {
        double common = 1;
        for (int i = 0; i < size; i++) {
            common += loadings[i] * loadings[i] / unique[i];
        }
        double[][] inverse = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] =
                        (i == j ? 1 / unique[i] : 0) - loadings[i] / unique[i] * loadings[j] / unique[j] / common;
            }
        }
        return inverse;
    }

    private static double[] times(double[][] matrix, double[] x) {
        return Arrays.stream(matrix).mapToDouble(row -> dot(row, x)).toArray();
    }

    private static double[][] times(double[][] a, double[][] b) {
        double[][] product = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < a.length; k++) {
                for (int j = 0; j < a.length; j++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }
}
