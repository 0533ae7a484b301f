package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.math.MathContext;

/** Percent scores and when two of them are equal. */
public final class Percent {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final double GRID = 1e9;

    private Percent() {}

    /**
     * 100 raw / max, to the nearest double.
     *
     * @param max above 0
     */
    public static double of(BigDecimal raw, BigDecimal max) {
        return raw.multiply(HUNDRED).divide(max, MathContext.DECIMAL128).doubleValue();
    }

    /**
     * The value on a grid of 9 decimals. Percents and gains are equal when their keys are: gains that are equal on
     * paper, such as 7/9 - 4/9 and 5/9 - 2/9, differ in the last bit of a double. Halves go away from 0, so that a gain
     * and a loss of one size have keys of one size.
     */
    public static long key9(double percent) {
        long size = Math.round(Math.abs(percent) * GRID);
        return percent < 0 ? -size : size;
    }
}
