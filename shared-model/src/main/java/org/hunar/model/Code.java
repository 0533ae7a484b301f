package org.hunar.model;

import java.util.regex.Pattern;

/** The short codes that people give to programmes, cohorts, instruments and skills. */
public final class Code {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private Code() {}

    /** @throws IllegalArgumentException if the text is not a code; the message says what one looks like */
    public static String require(String text) {
        if (text == null || !PATTERN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a code is 1 to 64 of a-z, 0-9, _ and -, and begins with a letter or digit, such as cpec-weld");
        }
        return text;
    }
}
