package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The share of an item's points that an answer earns, 0 to 1, kept exact as a quotient.
 *
 * @param numerator 0 to denominator
 * @param denominator above 0
 */
record Fraction(BigDecimal numerator, BigDecimal denominator) {
    static final Fraction ZERO = new Fraction(BigDecimal.ZERO, BigDecimal.ONE);
    static final Fraction ONE = new Fraction(BigDecimal.ONE, BigDecimal.ONE);

    /** A third of a point has no end; this many decimals are kept, so that totals are exactly the sums of parts. */
    private static final int DECIMALS = 18;

    static Fraction all(boolean right) {
        return right ? ONE : ZERO;
    }

    /** Never below 0: a wrong pick cannot cost what another item earned. */
    static Fraction atLeastZero(BigDecimal numerator, BigDecimal denominator) {
        return numerator.signum() < 0 ? ZERO : new Fraction(numerator, denominator);
    }

    boolean isZero() {
        return numerator.signum() == 0;
    }

    boolean isOne() {
        return numerator.compareTo(denominator) == 0;
    }

    /** weight times fraction, to 18 decimals, half-even. */
    BigDecimal points(BigDecimal weight) {
        BigDecimal points = weight.multiply(numerator).divide(denominator, DECIMALS, RoundingMode.HALF_EVEN);
        BigDecimal shortest = points.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }
}
