package org.hunar.server.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.ProgrammeId;

/** Where the events of a programme go. */
record Webhook(UUID id, ProgrammeId programme, URI url, String createdBy, Instant createdAt) {

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("id", id.toString())
                .put("url", url.toString())
                .put("created_by", createdBy)
                .put("created_at", Timestamps.format(createdAt))
                .toMap();
    }
}
