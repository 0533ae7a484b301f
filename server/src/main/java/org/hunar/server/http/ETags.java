package org.hunar.server.http;

import java.util.Arrays;
import java.util.Optional;

/** Versions of a resource (RFC 9110 §8.8.3): who changes it says which version was seen. */
public final class ETags {
    private ETags() {}

    /** Value of the header {@code ETag} for a revision. */
    public static String of(long rev) {
        return '"' + Long.toString(rev) + '"';
    }

    /**
     * For a change of what exists or, with an empty {@code current}, for its creation.
     *
     * @param ifMatch the header, null when it is absent
     * @throws ProblemException 428 if something exists and the caller did not say which version was seen, 412 if it was
     *     another one
     */
    public static void requireMatch(String ifMatch, Optional<String> current) {
        if (ifMatch == null && current.isPresent()) {
            throw new ProblemException(
                    428, "PRECONDITION_REQUIRED", "a change needs If-Match with the ETag of the version that was seen");
        }
        if (ifMatch != null && !current.map(tag -> lists(ifMatch, tag)).orElse(false)) {
            throw new ProblemException(
                    412, "PRECONDITION_FAILED", "it was changed meanwhile; read it again, then change it");
        }
    }

    /**
     * Whether the caller already has this version, so that 304 is the answer.
     *
     * @param ifNoneMatch the header, null when it is absent
     */
    public static boolean isKnown(String ifNoneMatch, String current) {
        return ifNoneMatch != null && lists(ifNoneMatch, current);
    }

    private static boolean lists(String header, String tag) {
        return Arrays.stream(header.split(","))
                .map(String::strip)
                .map(given -> given.startsWith("W/") ? given.substring(2) : given)
                // what Jetty adds when it compresses
                .map(given -> given.replace("--gzip\"", "\""))
                .anyMatch(given -> given.equals("*") || given.equals(tag));
    }
}
