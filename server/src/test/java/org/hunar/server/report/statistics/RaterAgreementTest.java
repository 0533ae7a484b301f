package org.hunar.server.report.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected figures are of exact arithmetic on fractions, by the formulas of Fleiss, Cohen & Everitt and Shrout & Fleiss. */
class RaterAgreementTest {
    private static final Offset<Double> NEAR = within(1e-12);

    private final List<List<BigDecimal>> works = new ArrayList<>();

    @Test
    void ratersWhoAgreeOnAllWorksLeaveNothingToChance() {
        works(8, 1, 1);
        works(16, 2, 2);
        works(6, 3, 3);
        works(6, 4, 4);
        works(6, 5, 5);
        for (String weights : List.of("unweighted", "linear", "quadratic")) {
            assertThat(figure("kappa", weights, "kappa")).as(weights).isEqualTo(1.0);
            assertThat(figure("kappa", weights, "se")).as(weights).isEqualTo(0.0);
            assertThat(figure("kappa", weights, "ci95_low")).as(weights).isEqualTo(1.0);
            assertThat(figure("kappa", weights, "ci95_high")).as(weights).isEqualTo(1.0);
        }
        assertThat(figure("kappa", "quadratic", "expected")).isCloseTo(197 / 252.0, NEAR);
    }

    @Test
    void ratersWhoMirrorEachOtherDisagreeForCertain() {
        works(1, 1, 5);
        works(7, 2, 4);
        works(5, 3, 3);
        works(3, 4, 2);
        works(3, 5, 1);
        assertThat(figure("kappa", "quadratic", "kappa")).isCloseTo(-1, NEAR);
        assertThat(figure("kappa", "quadratic", "se")).isEqualTo(0.0);
        assertThat(figure("kappa", "quadratic", "ci95_low")).isCloseTo(-1, NEAR);
        assertThat(figure("kappa", "linear", "kappa")).isCloseTo(-17 / 40.0, NEAR);
        assertThat(figure("kappa", "linear", "se")).isCloseTo(Math.sqrt(375763 / 46080000.0), NEAR);
    }

    @Test
    void meanOfRatersHasNoAgreementWhereItsDivisorIsNothing() {
        works(1, 4, 3);
        works(1, 2, 4);
        works(1, 3, 4);
        // MSB = 1/6, MSJ = 2/3, MSE = 7/6: MSB + (MSJ - MSE)/3 is 0
        assertThat(figure("icc", "icc_2_1", "icc")).isCloseTo(-1, NEAR);
        assertThat(figure("icc", "icc_2_k", "icc")).isNull();
        assertThat(figure("icc", "icc_3_k", "icc")).isCloseTo(-6, NEAR);
    }

    @Test
    void limitsOfTheMeanOfRatersAreNothingWhereTheirDivisorIs() {
        works(1, 3, 5);
        works(1, 1, 7);
        works(1, 2, 6);
        works(2, 5, 3);
        // MSB = 0, MSJ = MSE = 32/5: both limits of icc_2_1 are -1, and Spearman-Brown divides by 1 - 1
        assertThat(figure("icc", "icc_2_1", "ci95_low")).isCloseTo(-1, NEAR);
        assertThat(figure("icc", "icc_2_k", "icc")).isNull();
        assertThat(figure("icc", "icc_2_k", "ci95_low")).isNull();
        assertThat(figure("icc", "icc_2_k", "ci95_high")).isNull();
    }

    /** So many works with these ratings, one of each rater. */
    private void works(int count, int... ratings) {
        List<BigDecimal> work =
                Arrays.stream(ratings).mapToObj(BigDecimal::valueOf).toList();
        works.addAll(Collections.nCopies(count, work));
    }

    private Double figure(String... path) {
        Object value = RaterAgreement.of(List.of(), works);
        for (String name : path) {
            value = ((Map<?, ?>) value).get(name);
        }
        return (Double) value;
    }
}
