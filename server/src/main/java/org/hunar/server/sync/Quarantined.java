package org.hunar.server.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;

/**
 * Something that was refused and kept.
 *
 * @param operationId if it could be told
 * @param author who was signed in on the phone
 * @param code of the refusal
 * @param errors as the phone was told
 * @param bytes size of what was kept
 */
record Quarantined(Key key, Optional<UUID> operationId, String author, String code, List<?> errors, long bytes) {
    /** By which it is found, and stands in the list. */
    record Key(Instant receivedAt, UUID installId, String sha256) {
        String text() {
            return receivedAt.toEpochMilli() + " " + installId + " " + sha256;
        }

        /** @throws IllegalArgumentException if it is none */
        static Key parse(String text) {
            String[] parts = text.split(" ");
            if (parts.length != 3) {
                throw new IllegalArgumentException("not a place in the quarantine");
            }
            return new Key(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]), parts[2]);
        }
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("install_id", key.installId())
                .put("sha256", key.sha256())
                .putText("op_id", operationId)
                .put("author", author)
                .put("received_at", Timestamps.format(key.receivedAt()))
                .put("code", code)
                .put("errors", errors)
                .put("bytes", bytes)
                .toMap();
    }
}
