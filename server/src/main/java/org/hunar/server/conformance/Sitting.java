package org.hunar.server.conformance;

import java.io.IOException;
import java.util.Map;
import org.hunar.model.json.JsonObject;

/**
 * One participant's assessment, captured by the trainer, that a case goes on from.
 *
 * @param created the operation that made the assessment
 */
record Sitting(Field field, Handset handset, String participant, String id, Op created) {
    static Sitting captured(Field field, Map<String, ?> answers) throws IOException {
        Handset handset = field.handset();
        String participant = handset.newParticipantId();
        String id = handset.newAssessmentId();
        Op created = handset.assessment(id, participant, answers);
        for (Result result : field.trainer().push(handset, handset.participant(participant, field.cohort()), created)) {
            result.is("APPLIED");
        }
        return new Sitting(field, handset, participant, id, created);
    }

    /** Somebody who has seen the assessment as it was captured, and nothing since, sets answers. */
    Result amends(Handset by, Map<String, ?> answers) throws IOException {
        return field.trainer().pushOne(by, by.answers(id, answers, created));
    }

    /** As a phone pulls it now. */
    JsonObject document() throws IOException {
        return field.trainer().document(field.scope(), "assessment", id);
    }
}
