package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OneFactorTest {
    /** Ability and intelligence tests of 112 people: {@code ability.cov} of R, from Bartholomew & Knott (1990). */
    private static final double[][] ABILITY = {
        {24.641, 5.991, 33.520, 6.023, 20.755, 29.701},
        {5.991, 6.700, 18.137, 1.782, 4.936, 7.204},
        {33.520, 18.137, 149.831, 19.424, 31.430, 50.753},
        {6.023, 1.782, 19.424, 12.711, 4.757, 9.075},
        {20.755, 4.936, 31.430, 4.757, 52.604, 66.762},
        {29.701, 7.204, 50.753, 9.075, 66.762, 135.292}
    };

    @Test
    void uniquenessesOfTheAbilityTestsAreThoseThatRPrints() {
        // factanal(factors = 1, covmat = ability.cov), as in R's own examples
        assertThat(OneFactor.fit(correlations(ABILITY))[1])
                .containsExactly(new double[] {0.535, 0.853, 0.748, 0.910, 0.232, 0.280}, within(0.0005));
    }

    @Test
    void whatWasMadeOfOneFactorIsFoundAgain() {
        double[] loadings = {0.9, -0.4, 0.7, 0.5, 0.3};
        double[] unique = {0.5, 0.8, 0.3, 1.2, 0.6};
        double[][] covariances = new double[5][5];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                covariances[i][j] = loadings[i] * loadings[j] + (i == j ? unique[i] : 0);
            }
        }
        assertThat(OneFactor.omega(covariances)).isCloseTo(4 / (4 + 3.4), within(1e-12));
    }

    @Test
    void equallyRelatedItemsHaveTheOmegaOfTheirAlpha() {
        double[][] covariances = {{1, 0.5, 0.5, 0.5}, {0.5, 1, 0.5, 0.5}, {0.5, 0.5, 1, 0.5}, {0.5, 0.5, 0.5, 1}};
        assertThat(OneFactor.omega(covariances)).isCloseTo(0.8, within(1e-12));
    }

    /** 30 people on 10 items, right or wrong: steps by expected second derivatives lead to and fro over the minimum. */
    @Test
    void minimumThatIsSteeperThanExpectedIsReached() {
        String[] people = {
            "1100100110", "1111101111", "1111111111", "1011101110", "0001101000", "0101100111", "0111000101",
                    "0111000011",
            "0111100011", "1111101111", "1000100000", "0111101111", "0110101000", "0001001000", "0001100000",
                    "1011111110",
            "1011100110", "0000000110", "0100100011", "0011000110", "0000010000", "0110100111", "1011111101",
                    "1111111111",
            "0000000000", "0001100100", "1111110111", "0111111011", "1111101111", "1101111111"
        };
        // factanal(factors = 1, covmat = cor(x)) of R 4.2.2 with opt = list(factr = 10)
        assertThat(OneFactor.omega(covariances(people))).isCloseTo(0.7782735, within(1e-6));
    }

    /** There is a Heywood case beside it, of a better fit even, but not in the valley below the start; so in R. */
    @Test
    void properSolutionBelowTheStartIsNotJumpedOver() {
        String[] people = {
            "1100000000", "0010000100", "1001010100", "0010101100", "1001101010", "1001000010", "1101110111",
                    "1011111110",
            "1001100111", "0001101001", "1001000000", "0000000001", "0001001000", "0010100110", "1100111110",
                    "0001101101",
            "1001110001", "1111100100", "1000000000", "1101011110"
        };
        // as above
        assertThat(OneFactor.omega(covariances(people))).isCloseTo(0.5816503, within(1e-6));
    }

    @Test
    void properSolutionIsFoundFromAnotherStart() {
        double[][] points = {
            {36, 36, 6, 0, 36, 24, 18, 36},
            {0, 24, 0, 0, 24, 0, 8, 16},
            {24, 0, 24, 24, 24, 24, 24, 0},
            {0, 0, 36, 0, 0, 0, 27, 36},
            {24, 12, 36, 0, 36, 12, 36, 36}
        };
        // as above
        assertThat(OneFactor.omega(CovarianceMatrix.of(points))).isCloseTo(0.2753235, within(1e-6));
    }

    @Test
    void theSlowWayThroughExpectationsLeadsToTheSameFit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20; run++) {
            int items = 4 + random.nextInt(5);
            double[][] covariances = CovarianceMatrix.of(people(random, items, 200));
            assertThat(OneFactor.omega(covariances))
                    .as("seed %d, run %d", seed, run)
                    .isCloseTo(omegaByExpectations(covariances), within(1e-6));
        }
    }

    @Test
    void unitsOfTheItemsDoNotMatterToTheFit() {
        double[][] inHundredths = new double[6][6];
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                inHundredths[i][j] = 1e4 * ABILITY[i][j];
            }
        }
        assertThat(OneFactor.omega(inHundredths)).isCloseTo(OneFactor.omega(ABILITY), within(1e-12));
    }

    @Test
    void itemsWithNothingInCommonMeasureNothing() {
        assertThat(OneFactor.omega(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void whereThereIsNoProperSolutionThereIsNone() {
        assertThat(OneFactor.omega(new double[][] {{1, 0.5}, {0.5, 1}}))
                .as("two items")
                .isNaN();
        assertThat(OneFactor.omega(new double[0][0])).as("no items").isNaN();
        assertThat(OneFactor.omega(new double[][] {{1, 0.9, 0.9}, {0.9, 1, 0.5}, {0.9, 0.5, 1}}))
                .as("a Heywood case: 0.9 · 0.9 / 0.5 is above 1")
                .isNaN();
        assertThat(OneFactor.omega(new double[][] {{1, 0.3, 0.3}, {0.3, 0, 0}, {0.3, 0, 1}}))
                .as("a constant item")
                .isNaN();
        assertThat(OneFactor.omega(new double[][] {{1, 1, 0.3}, {1, 1, 0.3}, {0.3, 0.3, 1}}))
                .as("an item that stands there twice")
                .isNaN();
        assertThat(OneFactor.omega(CovarianceMatrix.of(new double[][] {{1}, {0}, {1}})))
                .as("one person")
                .isNaN();
    }

    /** @param people right or wrong, item by item */
    private static double[][] covariances(String... people) {
        double[][] columns = new double[people[0].length()][people.length];
        for (int person = 0; person < people.length; person++) {
            for (int item = 0; item < columns.length; item++) {
                columns[item][person] = people[person].charAt(item) - '0';
            }
        }
        return CovarianceMatrix.of(columns);
    }

    /** Points of people on items with one factor. */
    private static double[][] people(Random random, int items, int people) {
        double[][] columns = new double[items][people];
        for (int person = 0; person < people; person++) {
            double ability = random.nextGaussian();
            for (int item = 0; item < items; item++) {
                columns[item][person] = (0.5 + 0.1 * item) * ability + random.nextGaussian();
            }
        }
        return columns;
    }

    /** The EM algorithm (Rubin & Thayer 1982), which needs thousands of steps and no second derivatives. */
    private static double omegaByExpectations(double[][] s) {
        int k = s.length;
        double[] lambda = new double[k];
        double[] psi = new double[k];
        for (int i = 0; i < k; i++) {
            lambda[i] = Math.sqrt(s[i][i] / 2);
            psi[i] = s[i][i] / 2;
        }
        for (int step = 0; step < 20_000; step++) {
            double common = 1;
            for (int i = 0; i < k; i++) {
                common += lambda[i] * lambda[i] / psi[i];
            }
            double[] beta = new double[k];
            for (int i = 0; i < k; i++) {
                beta[i] = lambda[i] / psi[i] / common;
            }
            double[] sBeta = new double[k];
            double expected = 1 / common;
            for (int i = 0; i < k; i++) {
                for (int j = 0; j < k; j++) {
                    sBeta[i] += s[i][j] * beta[j];
                }
                expected += beta[i] * sBeta[i];
            }
            for (int i = 0; i < k; i++) {
                lambda[i] = sBeta[i] / expected;
                psi[i] = s[i][i] - lambda[i] * sBeta[i];
            }
        }
        double sum = 0;
        double own = 0;
        for (int i = 0; i < k; i++) {
            sum += lambda[i];
            own += psi[i];
        }
        return sum * sum / (sum * sum + own);
    }

    private static double[][] correlations(double[][] covariances) {
        double[][] r = new double[covariances.length][covariances.length];
        for (int i = 0; i < r.length; i++) {
            for (int j = 0; j < r.length; j++) {
                r[i][j] = covariances[i][j] / Math.sqrt(covariances[i][i] * covariances[j][j]);
            }
        }
        return r;
    }
}
