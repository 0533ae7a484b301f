package org.hunar.model.participant;

import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.CohortId;

/**
 * Somebody who is trained and assessed, as a document says it.
 *
 * @param cohort in which the participant is now
 * @param number by which the programme knows the participant, such as LHR-03-000417
 * @param name in the participant's own script
 * @param nameLatin the same in Latin letters
 * @param gender, province, organisation free text by which reports are grouped
 */
public record Participant(
        ParticipantId id,
        CohortId cohort,
        Optional<String> number,
        Optional<String> name,
        Optional<String> nameLatin,
        Optional<String> gender,
        Optional<String> province,
        Optional<String> organisation,
        Optional<String> phone) {

    /** Reads a document or a body; names that it does not know are left to others. */
    public static Participant fromJson(ParticipantId id, JsonObject json) {
        return new Participant(
                id,
                json.as("cohort", CohortId::new),
                json.optionalText("number"),
                json.optionalText("name"),
                json.optionalText("name_latin"),
                json.optionalText("gender"),
                json.optionalText("province"),
                json.optionalText("organisation"),
                json.optionalText("phone"));
    }

    /** Keeps name and telephone number out of logs, where a record would print them. */
    @Override
    public String toString() {
        return "Participant[" + id + ", " + cohort + "]";
    }
}
