package org.hunar.server.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;

/**
 * The last that was heard from a phone.
 *
 * @param author who was signed in
 * @param unsent operations that it had not handed in when it last pulled; absent when it does not tell
 */
record Heard(UUID installId, String author, Optional<String> appVersion, Instant at, Optional<Long> unsent) {
    Map<String, Object> toJson() {
        return new JsonFields()
                .put("trainer", author)
                .putText("install_id", installId)
                .put("app_version", appVersion)
                .put("last_heard", Timestamps.format(at))
                .put("unsent", unsent)
                .toMap();
    }
}
