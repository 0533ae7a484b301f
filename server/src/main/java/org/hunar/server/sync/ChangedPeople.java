package org.hunar.server.sync;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.participant.ParticipantRecord;

/** Whom a push concerns: those whom it changes, and those of whose assessments it changes one, gives or takes one. */
final class ChangedPeople {
    private ChangedPeople() {}

    static Map<ProgrammeId, Set<ParticipantId>> of(
            Collection<ParticipantRecord> participants,
            Collection<AssessmentRecord> assessments,
            AssessmentMerge sittings) {
        Map<ProgrammeId, Set<ParticipantId>> people = new TreeMap<>();
        participants.forEach(record -> people.computeIfAbsent(record.programme(), programme -> new TreeSet<>())
                .add(record.id()));
        for (AssessmentRecord record : assessments) {
            Set<ParticipantId> own = people.computeIfAbsent(record.programme(), programme -> new TreeSet<>());
            own.add(record.participant());
            sittings.participantBefore(record.id()).ifPresent(own::add);
        }
        return people;
    }
}
