package org.hunar.server.openrosa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name (RFC 9562 §5.5), so that the same submission makes the same operations. */
final class Identifiers {
    private static final UUID NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
    private static final String PREFIX = "urn:hunar:openrosa:";
    private static final long VERSION_MASK = 0xf000L;
    private static final long VERSION_5 = 0x5000L;
    private static final long VARIANT_MASK = 0xc000_0000_0000_0000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Identifiers() {}

    static UUID version5(String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(NAMESPACE.getMostSignificantBits())
                    .putLong(NAMESPACE.getLeastSignificantBits())
                    .array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest((PREFIX + name).getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong() & ~VERSION_MASK | VERSION_5, hash.getLong() & ~VARIANT_MASK | VARIANT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
