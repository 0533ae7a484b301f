package org.hunar.server.report.statistics;

import java.util.SplittableRandom;

/**
 * Draws people with replacement, as the bootstrap does (Efron 1979), from counts: how many of the draws fall on each value
 * is multinomial, so that a sample costs as much as there are values, not people. The same seed gives the same samples.
 */
final class Resampling {
    /** Expected successes and failures from which on the normal distribution stands in for the binomial. */
    private static final double MANY = 30;

    private static final double HALF = 0.5;

    private final SplittableRandom random;

    Resampling(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The sum over a sample of as many people as there are. */
    double sum(Tally people) {
        long draws = people.people();
        long left = draws;
        double sum = 0;
        for (int i = 0; i < people.counts().length && draws > 0; i++) {
            long count = people.counts()[i];
            long drawn = count == left ? draws : binomial(draws, (double) count / left);
            sum += drawn * people.values()[i];
            draws -= drawn;
            left -= count;
        }
        return sum;
    }

    /** Successes in that many trials. */
    long binomial(long trials, double chance) {
        if (chance > HALF) {
            return trials - binomial(trials, 1 - chance);
        }
        double mean = trials * chance;
        if (mean >= MANY) {
            double drawn = mean + Math.sqrt(mean * (1 - chance)) * random.nextGaussian();
            return Math.max(0, Math.min(trials, Math.round(drawn)));
        }
        return byInversion(trials, chance);
    }

    /** Walks up the distribution; at most as far as a mean of {@link #MANY} reaches. */
    private long byInversion(long trials, double chance) {
        double odds = chance / (1 - chance);
        double probability = Math.pow(1 - chance, trials);
        double rest = random.nextDouble();
        long successes = 0;
        while (rest > probability && successes < trials) {
            rest -= probability;
            successes++;
            probability *= odds * (trials - successes + 1) / successes;
        }
        return successes;
    }
}
