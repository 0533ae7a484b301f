package org.hunar.server.report.pairing;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.LatePolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.assessment.AssessmentStatus;

/**
 * A PRE or a POST as far as it matters for whether it counts.
 *
 * @param participant for whom it counts
 * @param attempt instrument, phase and number of the attempt that it claims to be
 * @param receivedAt when anything of it first came
 * @param capturedAt when it was first captured, by the server's clock
 * @param closesAt when its cohort closes
 * @param score whether it has a score; empty when there is nothing by which to score it
 * @param total the points of the whole
 */
record Sitting(
        UUID id,
        UUID participant,
        Attempt attempt,
        String version,
        AssessmentStatus status,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        String capturedBy,
        Optional<Instant> receivedAt,
        Optional<Instant> capturedAt,
        Optional<Instant> closesAt,
        Optional<ScoreStatus> score,
        SkillScore total) {

    /** The place that an assessment takes; two may claim the same. */
    record Attempt(UUID participant, String instrument, Phase phase, int number) {}

    Phase phase() {
        return attempt.phase();
    }

    /** Whether the programme's rule about what comes after its cohort has closed leaves it out. */
    boolean isLeftOutAsLate(LatePolicy policy) {
        return switch (policy) {
            case COUNT -> false;
            case EXCLUDE_CAPTURED -> isAfterClosing(receivedAt) && isAfterClosing(capturedAt);
            case EXCLUDE -> isAfterClosing(receivedAt);
        };
    }

    private boolean isAfterClosing(Optional<Instant> time) {
        return time.isPresent() && closesAt.isPresent() && time.get().isAfter(closesAt.get());
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("id", id)
                .put("phase", attempt.phase().name())
                .put("attempt", attempt.number())
                .put("instrument", attempt.instrument())
                .put("instrument_version", version)
                .put("state", status.name())
                .put("score_state", score.map(Enum::name))
                .put("percent", total.percent())
                .put("started_at", startedAt.map(Timestamps::format))
                .put("completed_at", completedAt.map(Timestamps::format))
                .put("captured_by", capturedBy)
                .toMap();
    }
}
