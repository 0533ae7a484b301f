package org.hunar.server.auth;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the chain at some moment. Who notes it outside the database can show later that what was written until
 * then is what is there, even if somebody made the whole chain anew.
 *
 * @param position of the last entry; 0 when there is none
 * @param hash of that entry
 */
public record AuditHead(long position, String hash) {
    private static final Pattern NOTED = Pattern.compile("(\\d{1,15}):([0-9a-f]{64})");

    /** @throws IllegalArgumentException if it is not what {@link #toString} gave */
    public static AuditHead parse(String noted) {
        Matcher parts = NOTED.matcher(noted);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the end of an audit is a number, a colon and 64 hex digits");
        }
        return new AuditHead(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** Such as {@code 1204:9f86d081…}. */
    @Override
    public String toString() {
        return position + ":" + hash;
    }
}
