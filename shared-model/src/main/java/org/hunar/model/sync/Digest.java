package org.hunar.model.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * What a scope holds, in two numbers: an end-to-end check of the feed. XOR undoes itself and knows no order, so the
 * server keeps it up to date with each change, and a phone counts it over what it has.
 *
 * @param n number of live documents
 * @param x XOR of {@link #hash} over them
 */
public record Digest(long n, long x) {
    /** Of a scope without documents. */
    public static final Digest EMPTY = new Digest(0, 0);

    private static final int HEX = 16;

    /** First eight bytes of the SHA-256 of {@code entity/id/rev} in UTF-8, big-endian. */
    public static long hash(String entity, String id, long rev) {
        byte[] text = (entity + "/" + id + "/" + rev).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(CanonicalJson.sha256().digest(text)).getLong();
    }

    /** After a document has come. */
    public Digest with(String entity, String id, long rev) {
        return new Digest(n + 1, x ^ hash(entity, id, rev));
    }

    /** After a document that was there has gone. */
    public Digest without(String entity, String id, long rev) {
        return new Digest(n - 1, x ^ hash(entity, id, rev));
    }

    public static Digest fromJson(JsonObject json) {
        return new Digest(json.integer("n"), json.as("x", text -> Long.parseUnsignedLong(text, HEX)));
    }

    /** {@code x} as 16 hex digits: JSON numbers cannot carry 64 bits. */
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("n", n)
                .put("x", String.format(Locale.ROOT, "%016x", x))
                .toMap();
    }
}
