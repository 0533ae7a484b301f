package org.hunar.server.instrument;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The form of a version of an instrument, as phones get it: its bytes never change.
 *
 * @param hash SHA-256 of the bytes, in lower case hexadecimal
 */
public record XForm(byte[] bytes, String hash) {
    static XForm of(byte[] bytes) {
        try {
            return new XForm(
                    bytes,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof XForm form && hash.equals(form.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** The XML, for reading. */
    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
