package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {
    private static final int SAMPLES = 20_000;

    @ParameterizedTest
    @CsvSource({"1, 0.5", "10, 0.1", "40, 0.9", "500, 0.02", "500, 0.4", "1000000, 0.3"})
    void drawsHaveTheMeanAndVarianceOfTheBinomial(long trials, double chance) {
        Resampling samples = new Resampling(1);
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double drawn = samples.binomial(trials, chance);
            assertThat(drawn).isBetween(0.0, (double) trials);
            mean += drawn / SAMPLES;
            squares += drawn * drawn / SAMPLES;
        }
        double variance = trials * chance * (1 - chance);

        assertThat(mean).isCloseTo(trials * chance, within(5 * Math.sqrt(variance / SAMPLES)));
        assertThat(squares - mean * mean).isCloseTo(variance, within(variance * 0.06));
    }

    @Test
    void aSampleHasAsManyPeopleAsThereAre() {
        Tally ones = new Tally(new double[] {1, 1, 1}, new long[] {3, 0, 17});

        assertThat(new Resampling(7).sum(ones)).isEqualTo(20);
        assertThat(new Resampling(7).sum(new Tally(new double[0], new long[0]))).isZero();
    }

    @Test
    void theSameSeedDrawsTheSame() {
        Tally people = new Tally(new double[] {10, 20, 30}, new long[] {40, 40, 40});

        assertThat(new Resampling(42).sum(people)).isEqualTo(new Resampling(42).sum(people));
    }

    @Test
    void binsKeepPeopleAndSum() {
        double[] values = new double[5000];
        long[] counts = new long[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i * 0.02 - 20;
            counts[i] = i % 3;
        }
        Tally people = new Tally(values, counts);

        assertThat(people.binned().values()).hasSize(256);
        assertThat(people.binned().people()).isEqualTo(people.people());
        assertThat(people.binned().sum()).isCloseTo(people.sum(), within(1e-6));
    }
}
