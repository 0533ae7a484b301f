package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Small p values must be right relatively, however small; expected values from SciPy 1.17. */
class TailsTest {
    private static final Percentage NINE_DIGITS = withinPercentage(1e-7);

    @Test
    void farTailsKeepTheirDigits() {
        assertThat(Tails.student(35.5, 9999)).isCloseTo(4.34950953009273e-260, NINE_DIGITS);
        assertThat(Tails.normal(30)).isCloseTo(9.813427854295816e-198, NINE_DIGITS);
        assertThat(Tails.chiSquared1(800)).isCloseTo(5.395865611607819e-176, NINE_DIGITS);
        assertThat(Tails.f(300, 57, 57)).isCloseTo(1.5930879650589304e-55, NINE_DIGITS);
        assertThat(Tails.fairCoin(300, 2000)).isCloseTo(7.641730279586313e-237, NINE_DIGITS);
    }

    @Test
    void quantilesAgree() {
        assertThat(Tails.student975(12)).isCloseTo(2.1788128296672293, NINE_DIGITS);
        assertThat(Tails.fUpper(0.025, 19, 551)).isCloseTo(1.754006606808041, NINE_DIGITS);
    }

    @Test
    void whatIsUndefinedStaysUndefined() {
        assertThat(Tails.student(1, 0)).isNaN();
        assertThat(Tails.student(Double.NaN, 5)).isNaN();
        assertThat(Tails.f(1, 0, 5)).isNaN();
        assertThat(Tails.student(Double.POSITIVE_INFINITY, 5)).isNaN();
        assertThat(Tails.f(Double.POSITIVE_INFINITY, 2, 5)).isNaN();
        assertThat(Tails.student975(0)).isNaN();
        assertThat(Tails.fairCoin(0, 0)).isNaN();
    }
}
