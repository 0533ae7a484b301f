package org.hunar.server.report.statistics;

import java.util.Arrays;

/**
 * The model of one common factor, Σ = λλ' + Ψ, fitted by maximum likelihood to a covariance matrix (Lawley & Maxwell 1971):
 * the λ and ψ that minimise ln|Σ| + tr(SΣ⁻¹), on the correlations, iterated to the end. The solution does not depend on the
 * items' units.
 *
 * <p>There may be several minima, some of them improper. It is the one that lies below the start of R's {@code factanal}:
 * short steps of the EM algorithm (Rubin & Thayer 1982) go down into it, since long ones may jump over its rim, then
 * Fisher scoring and Newton steps find its bottom. Where that is improper, another start is tried, and what it finds
 * counts when no improper solution fits better.
 */
final class OneFactor {
    private static final double LAST_STEP = 1e-12;
    private static final double STALLED_STEP = 1e-9;
    private static final int MOST_STEPS = 2000;
    private static final int SHORT_STEPS = 100;
    /** A step from which on the bottom is near, and curved as it is here. */
    private static final double NEAR = 0.05;

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
    private double lastStep;

    private OneFactor(double[][] correlations) {
        this.correlations = correlations;
        size = correlations.length;
    }

    /** @throws ArithmeticException if there is no proper solution */
    private static OneFactor of(double[][] correlations) {
        OneFactor model = new OneFactor(correlations);
        double[] own = model.ownShares();
        try {
            model.descend(own);
            return model;
        } catch (ArithmeticException improper) {
            Arrays.fill(own, 1);
            model.descend(own);
            if (model.misfit(model.loadings, model.unique) < model.leastImproperMisfit()) {
                return model;
            }
            throw improper;
        }
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
            OneFactor model = of(correlations(covariances, sd));
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
        OneFactor model = of(correlations);
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

    /** What an item does not share with all others, as far as that is its own. */
    private double[] ownShares() {
        Cholesky factor = Cholesky.of(correlations);
        double[] own = new double[size];
        Arrays.setAll(own, i -> (1 - 0.5 / size) / factor.inverseColumn(i)[i]);
        return own;
    }

    /** @param own the items' own shares at first; the factor is the longest axis of the rest */
    private void descend(double[] own) {
        unique = own.clone();
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
        for (int step = 0; step < SHORT_STEPS; step++) {
            shortStep();
        }
        iterate();
    }

    /** One step of the EM algorithm: what the factor is expected to be for each person, and the regressions on it. */
    private void shortStep() {
        double common = 1;
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = loadings[i] / unique[i];
            common += loadings[i] * weights[i];
        }
        double[] withFactor = times(correlations, weights);
        double ofFactor = (1 + dot(weights, withFactor) / common) / common;
        for (int i = 0; i < size; i++) {
            double covariance = withFactor[i] / common;
            loadings[i] = covariance / ofFactor;
            unique[i] = 1 - loadings[i] * covariance;
        }
    }

    /**
     * Of the best Heywood case: an item is the factor itself, and what the others share with it is their correlation with
     * that item.
     */
    private double leastImproperMisfit() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            double misfit = size;
            for (int j = 0; j < size; j++) {
                misfit += i == j ? 0 : Math.log(1 - correlations[i][j] * correlations[i][j]);
            }
            least = Math.min(least, misfit);
        }
        return least;
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
        lastStep = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_STEPS; i++) {
            double largest = step();
            boolean stalled = largest < STALLED_STEP && largest >= lastStep;
            if (largest < LAST_STEP || stalled) {
                return;
            }
            lastStep = largest;
        }
        throw new ArithmeticException("the factor model did not converge");
    }

    /** One step, shortened while it leads to a worse fit; the largest change. */
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

    /** Against the gradient, measured by the second derivatives; first of the λ, then of the ψ. */
    private double[] direction() {
        double[][] inverse = inverse();
        double[][] residual = times(times(inverse, difference()), inverse);
        double[] downhill = new double[2 * size];
        for (int i = 0; i < size; i++) {
            downhill[i] = -2 * dot(residual[i], loadings);
            downhill[size + i] = -residual[i][i];
        }
        return measure(inverse, residual).solve(downhill);
    }

    /**
     * Far from the bottom the expected second derivatives, by which every step leads down. Near it those that there are:
     * where few people leave large residuals, the expected ones may be less than half of them, and each step would lead
     * over the bottom to farther away on the other side.
     */
    private Cholesky measure(double[][] inverse, double[][] residual) {
        if (lastStep < NEAR) {
            try {
                return Cholesky.of(curvature(inverse, residual));
            } catch (ArithmeticException saddle) {
                return expected(inverse);
            }
        }
        return expected(inverse);
    }

    private Cholesky expected(double[][] inverse) {
        return Cholesky.of(curvature(inverse, new double[size][size]));
    }

    /**
     * Second derivatives of the misfit.
     *
     * @param v Σ⁻¹
     * @param a Σ⁻¹(Σ - R)Σ⁻¹; with nothing in its place they are the expected ones
     */
    private double[][] curvature(double[][] v, double[][] a) {
        double[] vl = times(v, loadings);
        double[] al = times(a, loadings);
        double lvl = dot(loadings, vl);
        double lal = dot(loadings, al);
        double[][] second = new double[2 * size][2 * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                second[i][j] = 2 * (v[i][j] * (lvl - lal) + a[i][j] * (1 - lvl))
                        + 2 * (vl[i] * vl[j] - vl[i] * al[j] - al[i] * vl[j]);
                second[i][size + j] = 2 * (v[i][j] * (vl[j] - al[j]) - a[i][j] * vl[j]);
                second[size + j][i] = second[i][size + j];
                second[size + i][size + j] = v[i][j] * (v[i][j] - 2 * a[i][j]);
            }
        }
        return second;
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
