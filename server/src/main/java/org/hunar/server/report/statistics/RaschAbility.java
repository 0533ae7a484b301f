package org.hunar.server.report.statistics;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** What a raw score on a set of items says about a person, in logits: maximum likelihood and Warm's weighted estimate. */
final class RaschAbility {
    private static final double FAR = 60;

    private final double[] difficulties;

    /** @param difficulties of the items administered */
    RaschAbility(double[] difficulties) {
        this.difficulties = difficulties.clone();
    }

    /** {@code {ml, ml_se, wle, wle_se}}; ml is null for none or all right. */
    Figures figures(int score) {
        double ml = maximumLikelihood(score);
        double wle = weighted(score);
        return new Figures()
                .put("ml", ml)
                .put("ml_se", standardError(ml))
                .put("wle", wle)
                .put("wle_se", standardError(wle));
    }

    /** Where the expected score equals the score; NaN for none or all right, which has no finite place. */
    double maximumLikelihood(int score) {
        return score == 0 || score == difficulties.length ? Double.NaN : root(theta -> score - expectedScore(theta));
    }

    /** Warm (1989): less biased, and finite for every score. */
    private double weighted(int score) {
        return root(theta -> {
            double third = 0;
            for (double difficulty : difficulties) {
                double p = probability(theta, difficulty);
                third += p * (1 - p) * (1 - 2 * p);
            }
            return score - expectedScore(theta) + third / (2 * information(theta));
        });
    }

    static double probability(double theta, double difficulty) {
        return 1 / (1 + Math.exp(difficulty - theta));
    }

    private double expectedScore(double theta) {
        double sum = 0;
        for (double difficulty : difficulties) {
            sum += probability(theta, difficulty);
        }
        return sum;
    }

    private double information(double theta) {
        double sum = 0;
        for (double difficulty : difficulties) {
            double p = probability(theta, difficulty);
            sum += p * (1 - p);
        }
        return sum;
    }

    private double standardError(double theta) {
        return 1 / Math.sqrt(information(theta));
    }

    /** By bisection down to neighbouring doubles: the functions fall, and there are as many calls as scores. */
    private double root(DoubleUnaryOperator falling) {
        double low = Arrays.stream(difficulties).min().orElse(0) - FAR;
        double high = Arrays.stream(difficulties).max().orElse(0) + FAR;
        double middle = (low + high) / 2;
        while (low < middle && middle < high) {
            if (falling.applyAsDouble(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
            middle = (low + high) / 2;
        }
        return middle;
    }
}
