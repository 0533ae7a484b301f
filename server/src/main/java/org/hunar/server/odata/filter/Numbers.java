package org.hunar.server.odata.filter;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalInt;

/** Numbers of several kinds together: where one is a Double both are taken as such, else they are exact. */
final class Numbers {
    /** Digits of a result; a column has at most 38. */
    private static final MathContext EXACT = new MathContext(100, RoundingMode.HALF_EVEN);

    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    private Numbers() {}

    /** Empty where one is not a number (NaN), which no other is equal to, less or greater. */
    static OptionalInt compare(Number one, Number other) {
        if (one instanceof Double || other instanceof Double) {
            double left = one.doubleValue();
            double right = other.doubleValue();
            if (Double.isNaN(left) || Double.isNaN(right)) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(left < right ? -1 : left > right ? 1 : 0);
        }
        return OptionalInt.of(decimal(one).compareTo(decimal(other)));
    }

    /** Null for a division by zero of exact numbers. */
    static Number calculate(Expression.Sign sign, Number one, Number other, boolean whole) {
        if (one instanceof Double || other instanceof Double) {
            return calculate(sign, one.doubleValue(), other.doubleValue());
        }
        BigDecimal left = decimal(one);
        BigDecimal right = decimal(other);
        boolean divides = sign == Expression.Sign.DIV || sign == Expression.Sign.MOD;
        if (divides && right.signum() == 0) {
            return null;
        }
        return switch (sign) {
            case ADD -> left.add(right, EXACT);
            case SUB -> left.subtract(right, EXACT);
            case MUL -> left.multiply(right, EXACT);
            case DIV -> {
                BigDecimal quotient = left.divide(right, QUOTIENT);
                yield whole ? quotient.setScale(0, RoundingMode.DOWN) : quotient;
            }
            case MOD -> left.remainder(right);
        };
    }

    private static Number calculate(Expression.Sign sign, double left, double right) {
        return switch (sign) {
            case ADD -> left + right;
            case SUB -> left - right;
            case MUL -> left * right;
            case DIV -> left / right;
            case MOD -> left % right;
        };
    }

    static Number negate(Number value) {
        return value instanceof Double real ? (Number) (-real) : decimal(value).negate();
    }

    /** To a whole number; halves go away from zero, as OData has it. */
    static Number round(Number value, RoundingMode mode) {
        if (value instanceof Double real) {
            return real.isNaN() || real.isInfinite()
                    ? real
                    : (Number) new BigDecimal(real).setScale(0, mode).doubleValue();
        }
        return decimal(value).setScale(0, mode);
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(value.longValue());
    }
}
