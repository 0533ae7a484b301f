package org.hunar.server.report.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Agreement of two raters beyond chance, over ordered levels; standard errors of Fleiss, Cohen & Everitt (1969). */
public final class WeightedKappa {
    /** When chance alone agrees on everything, there is nothing beyond it. */
    private static final double NO_ROOM = 1e-12;

    /** How much credit is given for levels apart by a share of the scale. */
    private interface Weights {
        double of(double apart);
    }

    private final long[][] table;
    private final double n;
    /** Share of each level among the ratings of one rater. */
    private final double[] first;

    private final double[] second;

    private WeightedKappa(long[][] table) {
        this.table = table;
        n = Arrays.stream(table).flatMapToLong(Arrays::stream).sum();
        first = new double[table.length];
        second = new double[table.length];
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                first[i] += table[i][j];
                second[j] += table[i][j];
            }
        }
        // of whole numbers, divided once: what agrees on all works is 1, and not nearly 1
        for (int i = 0; i < table.length; i++) {
            first[i] /= n;
            second[i] /= n;
        }
    }

    /**
     * @param levels names of all levels of the scale, lowest first, used or not
     * @param table how many targets got level i from the first rater and level j from the second
     */
    public static Map<String, Object> of(List<String> levels, long[][] table) {
        return new WeightedKappa(table).figures(levels);
    }

    private Figures kappas() {
        return new Figures()
                .put("unweighted", kappa(apart -> apart == 0 ? 1 : 0))
                .put("linear", kappa(apart -> 1 - apart))
                .put("quadratic", kappa(apart -> 1 - apart * apart));
    }

    private Map<String, Object> figures(List<String> levels) {
        List<List<Long>> rows = new ArrayList<>();
        long exact = 0;
        long adjacent = 0;
        for (int i = 0; i < table.length; i++) {
            rows.add(Arrays.stream(table[i]).boxed().toList());
            for (int j = 0; j < table.length; j++) {
                exact += i == j ? table[i][j] : 0;
                adjacent += Math.abs(i - j) <= 1 ? table[i][j] : 0;
            }
        }
        return new Figures()
                .put("n", (long) n)
                .put("levels", levels)
                .put("table", rows)
                .put("exact_agreement", exact / n)
                .put("adjacent_agreement", adjacent / n)
                .putAll(kappas())
                .toMap();
    }

    private Figures kappa(Weights weights) {
        double[][] w = matrix(weights);
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                observed += w[i][j] * table[i][j];
                expected += w[i][j] * first[i] * second[j];
            }
        }
        observed /= n;
        boolean defined = 1 - expected > NO_ROOM;
        double kappa = defined ? (observed - expected) / (1 - expected) : Double.NaN;
        double se = standardError(w, kappa, expected);
        return new Figures()
                .put("observed", observed)
                .put("expected", expected)
                .put("kappa", kappa)
                .put("se", se)
                .put("ci95_low", kappa - Tails.Z_975 * se)
                .put("ci95_high", kappa + Tails.Z_975 * se);
    }

    private double[][] matrix(Weights weights) {
        int levels = table.length;
        double[][] matrix = new double[levels][levels];
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < levels; j++) {
                matrix[i][j] = i == j ? 1 : weights.of(Math.abs(i - j) / (levels - 1.0));
            }
        }
        return matrix;
    }

    /**
     * Of {@code Σ p t² - (κ - p_e (1 - κ))²} with {@code t = w - (w̄_i. + w̄_.j)(1 - κ)} the second term is the square of the
     * mean of t, so it is a variance, and computed as one: of a difference of squares rounding would leave something
     * where all t are equal, as where the raters agree on all works.
     */
    private double standardError(double[][] w, double kappa, double expected) {
        double[][] terms = terms(w, kappa);
        double mean = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                mean += table[i][j] * terms[i][j];
            }
        }
        mean /= n;
        double squares = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                double deviation = Sample.withoutRounding(terms[i][j] - mean);
                squares += table[i][j] * deviation * deviation;
            }
        }
        return Math.sqrt(squares) / n / (1 - expected);
    }

    private double[][] terms(double[][] w, double kappa) {
        int levels = table.length;
        double[] ofFirst = new double[levels];
        double[] ofSecond = new double[levels];
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < levels; j++) {
                ofFirst[i] += w[i][j] * second[j];
                ofSecond[j] += w[i][j] * first[i];
            }
        }
        double[][] terms = new double[levels][levels];
        for (int i = 0; i < levels; i++) {
            for (int j = 0; j < levels; j++) {
                terms[i][j] = w[i][j] - (ofFirst[i] + ofSecond[j]) * (1 - kappa);
            }
        }
        return terms;
    }
}
