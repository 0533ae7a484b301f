package org.hunar.server.review;

import java.time.Instant;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;

/**
 * That two participants are one person, as long as it holds.
 *
 * @param from who is no longer on the roster
 * @param survivor who goes on for both: the one of the merge, or into whom that one was merged in turn
 * @param operation that says so, with {@code into} and {@code reason}
 * @param by name of the manager
 */
record Merge(ParticipantId from, ParticipantId survivor, Operation operation, String by, Instant at) {
    OperationId id() {
        return operation.id();
    }

    Map<String, Object> toJson() {
        JsonObject body = JsonObject.of("/body", operation.body());
        return new JsonFields()
                .putText("id", id())
                .putText("from", from)
                .put("into", body.text("into"))
                .putText("survivor", survivor)
                .put("reason", body.text("reason"))
                .put("merged_by", by)
                .put("merged_at", Timestamps.format(at))
                .toMap();
    }
}
