package org.hunar.server.sync;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A version of an app, such as {@code 1.8.2}, by whose numbers two are compared: {@code 1.10} is after {@code 1.9}.
 *
 * @param numbers most significant first; empty for the version before all others
 */
record AppVersion(List<BigInteger> numbers) {
    /** No app is older. */
    static final AppVersion OLDEST = new AppVersion(List.of());

    private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]+");

    /** What stands between numbers is passed over, so that {@code v1.8.2-beta} is 1.8.2; empty is the oldest. */
    static AppVersion of(String text) {
        return new AppVersion(Arrays.stream(NOT_DIGITS.split(text))
                .filter(digits -> !digits.isEmpty())
                .map(BigInteger::new)
                .toList());
    }

    /** Whether this is newer than a version; one that has no number in it is not compared, and thought new enough. */
    boolean isAfter(String version) {
        AppVersion other = of(version);
        return !other.numbers.isEmpty() && Arrays.compare(array(), other.array()) > 0;
    }

    private BigInteger[] array() {
        return numbers.toArray(BigInteger[]::new);
    }

    @Override
    public String toString() {
        return String.join(".", numbers.stream().map(BigInteger::toString).toList());
    }
}
