package org.hunar.server.auth;

import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonFields;

/**
 * An entry with its place in the chain.
 *
 * @param position from 1, without a gap
 * @param previous hash of the entry before; of the first, {@link #NONE}
 * @param entry what is told
 * @param hash SHA-256 over the canonical JSON (RFC 8785) of all the rest, 64 lower-case hex digits
 */
record AuditLink(long position, String previous, Audit.Entry entry, String hash) {
    /** Stands for the hash of the entry before the first. */
    static final String NONE = "0".repeat(64);

    /** Links an entry to the end of the chain. */
    static AuditLink after(AuditHead head, Audit.Entry entry) {
        long position = head.position() + 1;
        return new AuditLink(position, head.hash(), entry, hash(position, head.hash(), entry));
    }

    /** Whether it is what it was when it was linked. */
    boolean isAsWritten() {
        return hash(position, previous, entry).equals(hash);
    }

    AuditHead head() {
        return new AuditHead(position, hash);
    }

    /** What is hashed, and {@code hash}: whoever has an entry and the one before can check it. */
    Map<String, Object> toJson() {
        Map<String, Object> json = hashed(position, previous, entry);
        json.put("hash", hash);
        return json;
    }

    private static String hash(long position, String previous, Audit.Entry entry) {
        return CanonicalJson.sha256(hashed(position, previous, entry));
    }

    private static Map<String, Object> hashed(long position, String previous, Audit.Entry entry) {
        return new JsonFields()
                .put("position", position)
                .put("at", Timestamps.format(entry.at()))
                .put("who", entry.who())
                .put("what", entry.what())
                .put("subject", entry.subject())
                .put("programme", entry.programme())
                .put("outcome", entry.outcome())
                .put("previous", previous)
                .toMap();
    }
}
