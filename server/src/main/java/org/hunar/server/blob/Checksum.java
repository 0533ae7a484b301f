package org.hunar.server.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.hunar.server.http.ProblemException;

/** What the header {@code Upload-Checksum} says of the bytes of one request, and what they are. */
final class Checksum {
    private static final Map<String, String> ALGORITHMS = Map.of("sha256", "SHA-256", "sha1", "SHA-1");
    /** As {@code Tus-Checksum-Algorithm} announces them. */
    static final String NAMES = "sha256,sha1";

    static final String HEADER = "Upload-Checksum";

    private final MessageDigest digest;
    private final byte[] expected;

    private Checksum(MessageDigest digest, byte[] expected) {
        this.digest = digest;
        this.expected = expected;
    }

    /**
     * @param header name of an algorithm, a space, Base64
     * @throws ProblemException 400 VALIDATION for an algorithm that is not offered, or something else than Base64
     */
    static Checksum of(String header) {
        String[] parts = header.strip().split(" ", 2);
        String algorithm = ALGORITHMS.get(parts[0]);
        if (algorithm == null || parts.length == 1) {
            throw Announcement.invalid(HEADER, "must name one of " + NAMES + ", and the checksum in Base64");
        }
        try {
            return new Checksum(
                    MessageDigest.getInstance(algorithm), Base64.getDecoder().decode(parts[1].strip()));
        } catch (IllegalArgumentException e) {
            throw Announcement.invalid(HEADER, "must have the checksum in Base64");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** To be asked once, at the end. */
    boolean matches() {
        return MessageDigest.isEqual(digest.digest(), expected);
    }
}
