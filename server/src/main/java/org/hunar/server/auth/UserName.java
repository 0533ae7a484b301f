package org.hunar.server.auth;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name by which a user signs in, an e-mail address or a short one. Letters count the same in both cases, so that
 * nobody can be {@code Admin} beside {@code admin}.
 */
public record UserName(String value) implements Comparable<UserName> {
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");

    /** @throws IllegalArgumentException if the text is not a name; the message says what one looks like */
    public UserName {
        value = value.toLowerCase(Locale.ROOT);
        if (!PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a user name is 1 to 64 of letters a-z, digits and . _ @ + -, such as asma.khan");
        }
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
