package org.hunar.model.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON Canonicalization Scheme (RFC 8785): the same value always gives the same bytes, and so the same hash. */
public final class CanonicalJson {
    private CanonicalJson() {}

    /** Canonical text of a plain value: names sorted by UTF-16, numbers as ECMAScript writes an IEEE double. */
    public static String write(Object value) {
        try {
            return new JsonCanonicalizer(Json.write(value)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("not a canonical JSON value: " + e.getMessage(), e);
        }
    }

    /** SHA-256 over the canonical UTF-8 bytes, as 64 lower-case hex digits. */
    public static String sha256(Object value) {
        return hex(sha256().digest(write(value).getBytes(StandardCharsets.UTF_8)));
    }

    /** Lower-case hex of bytes. */
    public static String hex(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            text.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return text.toString();
    }

    /** A new SHA-256. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform and every Android has SHA-256", e);
        }
    }
}
