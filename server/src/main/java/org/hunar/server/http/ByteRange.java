package org.hunar.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a file are asked for (RFC 9110 §14).
 *
 * @param first index of the first byte
 * @param length how many, at least one
 */
public record ByteRange(long first, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * @param header the header {@code Range}, null when it is absent
     * @return empty for the whole file: also for several ranges and for what is no range, as the RFC allows
     * @throws ProblemException 416 if none of the bytes exists
     */
    public static Optional<ByteRange> of(String header, long size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            return Optional.of(last(Long.parseLong(range.group(2)), size));
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        if (last < first && !range.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (first >= size) {
            throw unsatisfiable(size);
        }
        return Optional.of(new ByteRange(first, Math.min(last, size - 1) - first + 1));
    }

    /** Value of {@code Content-Range}. */
    public String of(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }

    private static ByteRange last(long count, long size) {
        if (count == 0) {
            throw unsatisfiable(size);
        }
        long length = Math.min(count, size);
        return new ByteRange(size - length, length);
    }

    private static ProblemException unsatisfiable(long size) {
        return new ProblemException(416, "RANGE_NOT_SATISFIABLE", "the file has " + size + " bytes")
                .withHeader("Content-Range", "bytes */" + size);
    }
}
