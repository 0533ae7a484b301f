package org.hunar.server.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.DeviceAnswer;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.auth.UserName;

/**
 * A phone of a trainer; where several share one, each has a device of his own on it.
 *
 * @param enrolment by which it came
 * @param cohorts empty for all that the trainer has in the programme
 * @param lastHeard when it last got a token
 * @param revokedBy name of whoever revoked it
 */
record Device(
        UUID id,
        UUID enrolment,
        UserName trainer,
        ProgrammeId programme,
        List<CohortId> cohorts,
        PublicKeyJwk key,
        String model,
        String appVersion,
        Instant enrolledAt,
        Instant lastHeard,
        Optional<Instant> revokedAt,
        Optional<String> revokedBy) {

    CallingDevice calling() {
        return new CallingDevice(id, programme, cohorts, enrolledAt, revokedAt.isPresent());
    }

    DeviceAnswer answer() {
        return new DeviceAnswer(
                id,
                trainer.value(),
                programme.value(),
                cohorts.stream().map(CohortId::value).toList());
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("id", id)
                .put("trainer", trainer.value())
                .put("programme", programme.value())
                .put("cohorts", cohorts.stream().map(CohortId::value).toList())
                .put("model", model)
                .put("app_version", appVersion)
                .put("enrolled_at", Timestamps.format(enrolledAt))
                .put("last_heard", Timestamps.format(lastHeard))
                .put("revoked_at", revokedAt.map(Timestamps::format))
                .put("revoked_by", revokedBy)
                .toMap();
    }
}
