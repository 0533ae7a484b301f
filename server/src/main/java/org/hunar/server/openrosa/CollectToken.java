package org.hunar.server.openrosa;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.auth.UserName;

/**
 * That a phone with Collect may come in; each phone has one of its own.
 *
 * @param cohorts empty for all that the trainer has in the programme, now and later
 */
record CollectToken(
        UUID id,
        String hash,
        UserName trainer,
        ProgrammeId programme,
        List<CohortId> cohorts,
        String createdBy,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy) {

    CallingDevice device() {
        return new CallingDevice(id, programme, cohorts, createdAt, revokedAt.isPresent());
    }

    Map<String, Object> toJson() {
        return fields().toMap();
    }

    JsonFields fields() {
        return new JsonFields()
                .putText("id", id)
                .put("trainer", trainer.value())
                .put("programme", programme.value())
                .put("cohorts", cohorts.stream().map(CohortId::value).toList())
                .put("created_by", createdBy)
                .put("created_at", Timestamps.format(createdAt))
                .put("revoked_at", revokedAt.map(Timestamps::format))
                .put("revoked_by", revokedBy);
    }
}
