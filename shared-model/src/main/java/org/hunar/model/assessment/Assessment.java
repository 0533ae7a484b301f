package org.hunar.model.assessment;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Phase;

/**
 * One sitting of one participant with one instrument, as a document says it.
 *
 * @param attempt from 1; 1 where the document names none
 * @param completedAt absent while it is in progress
 * @param answers item code to answer; what was not answered is absent
 */
public record Assessment(
        AssessmentId id,
        ParticipantId participant,
        InstrumentVersion instrument,
        Phase phase,
        int attempt,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        Map<String, Answer> answers) {

    /**
     * Reads a document or the body of the put that made it.
     *
     * @throws org.hunar.model.problem.InvalidException if participant, instrument or phase is missing or a field is wrong
     */
    public static Assessment fromJson(AssessmentId id, JsonObject json) {
        return new Assessment(
                id,
                new ParticipantId(json.uuid("participant_id")),
                InstrumentVersion.ofAssessment(json),
                json.oneOf("phase", Phase.class),
                json.optionalInteger("attempt").map(Long::intValue).orElse(1),
                json.optionalInstant("started_at"),
                json.optionalInstant("completed_at"),
                answers(json));
    }

    private static Map<String, Answer> answers(JsonObject json) {
        Map<String, Answer> answers = new LinkedHashMap<>();
        json.optionalObject("answers")
                .ifPresent(given -> given.asMap()
                        .forEach((item, answer) -> answers.put(item, Answer.fromJson(given.pointerTo(item), answer))));
        return Collections.unmodifiableMap(answers);
    }
}
