package org.hunar.server.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a blob: SHA-256 of its bytes, 64 hex digits in lower case. Only such a text becomes part of a path.
 *
 * @throws IllegalArgumentException if it is anything else
 */
record BlobHash(String hex) implements Comparable<BlobHash> {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    /** Of a file without bytes, such as a camera leaves that failed. */
    static final BlobHash OF_NOTHING = of(digest());

    BlobHash {
        if (!isOne(hex)) {
            throw new IllegalArgumentException("a SHA-256 is 64 hex digits in lower case");
        }
    }

    static boolean isOne(String text) {
        return HEX.matcher(text).matches();
    }

    /** @param digest made by {@link #digest} */
    static BlobHash of(MessageDigest digest) {
        return new BlobHash(HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public int compareTo(BlobHash other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
