package org.hunar.model.sync;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A hybrid logical timestamp (Kulkarni et al. 2014) that sorts as its text: {@code %012x-%04x-%s}.
 *
 * @param text milliseconds since 1970 in 12 hex digits, a counter in 4, and 8 of the install
 */
public record HybridTimestamp(String text) implements Comparable<HybridTimestamp> {
    private static final Pattern PATTERN = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{4}-[0-9a-f]{8}");
    private static final int MILLIS_DIGITS = 12;
    private static final int COUNTER_END = 17;
    private static final int HEX = 16;

    /** Largest time that 12 hex digits hold, in milliseconds; the year 10889. */
    public static final long MAX_MILLIS = 0xffff_ffff_ffffL;

    /** Largest counter that 4 hex digits hold. */
    public static final int MAX_COUNTER = 0xffff;

    public HybridTimestamp {
        if (!PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException("a hybrid timestamp looks like 0192f0c13f5a-0000-5b0c1c3e, not " + text);
        }
    }

    /**
     * @param millis since 1970, 0 to {@link #MAX_MILLIS}
     * @param counter 0 to {@link #MAX_COUNTER}
     * @param install first 8 hex digits of the install id
     */
    public static HybridTimestamp of(long millis, int counter, String install) {
        return new HybridTimestamp(String.format(Locale.ROOT, "%012x-%04x-%s", millis, counter, install));
    }

    /** Milliseconds since 1970. */
    public long millis() {
        return Long.parseLong(text.substring(0, MILLIS_DIGITS), HEX);
    }

    public int counter() {
        return Integer.parseInt(text.substring(MILLIS_DIGITS + 1, COUNTER_END), HEX);
    }

    @Override
    public int compareTo(HybridTimestamp other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
