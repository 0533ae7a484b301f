package org.hunar.server.assessment;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;

/** Shows with assessments for whom they count, in the words by which a manager knows that person. */
final class PersonDetail implements AssessmentDetail {
    private final Participants participants;

    PersonDetail(Participants participants) {
        this.participants = participants;
    }

    @Override
    public String name() {
        return "person";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        Map<ParticipantId, ParticipantRecord> people = participants.find(
                tx, records.stream().map(AssessmentRecord::participant).collect(Collectors.toSet()));
        Map<AssessmentId, Map<String, Object>> persons = new HashMap<>();
        for (AssessmentRecord record : records) {
            Optional.ofNullable(people.get(record.participant()))
                    .ifPresent(person -> persons.put(record.id(), toJson(person)));
        }
        return persons;
    }

    private static Map<String, Object> toJson(ParticipantRecord person) {
        return new JsonFields()
                .put("number", person.doc().get(ParticipantFields.NUMBER))
                .put("name", person.doc().get(ParticipantFields.NAME))
                .put("name_latin", person.doc().get(ParticipantFields.NAME_LATIN))
                .toMap();
    }
}
