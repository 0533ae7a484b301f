package org.hunar.server.review;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.http.ProblemException;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;

/** Reads the documents on which managers act. */
final class Subjects {
    private final Participants participants;
    private final Assessments assessments;

    Subjects(Participants participants, Assessments assessments) {
        this.participants = participants;
        this.assessments = assessments;
    }

    /** @throws ProblemException 404 if the programme has no such assessment */
    Subject require(Transaction tx, ProgrammeId programme, AssessmentId id) {
        AssessmentRecord record = assessments.find(tx, List.of(id)).get(id);
        if (record == null || !record.programme().equals(programme)) {
            throw ProblemException.notFound("assessment " + id + " in " + programme);
        }
        return new Subject(entity(id), record.rev(), record.doc());
    }

    /** As it stands; without a document if nothing of it has effect. */
    Subject find(Transaction tx, EntityId entity) {
        return entity.type() == EntityType.PARTICIPANT
                ? participant(tx, new ParticipantId(entity.id()))
                : assessment(tx, new AssessmentId(entity.id()));
    }

    /** The person whose assessment it is. */
    Subject participantOf(Transaction tx, Subject assessment) {
        AssessmentId id = new AssessmentId(assessment.entity().id());
        return participant(tx, assessments.find(tx, List.of(id)).get(id).participant());
    }

    private Subject participant(Transaction tx, ParticipantId id) {
        ParticipantRecord record = participants.find(tx, List.of(id)).get(id);
        EntityId entity = EntityId.of(id);
        return record == null ? new Subject(entity, 0, Map.of()) : new Subject(entity, record.rev(), record.doc());
    }

    private Subject assessment(Transaction tx, AssessmentId id) {
        AssessmentRecord record = assessments.find(tx, List.of(id)).get(id);
        return record == null
                ? new Subject(entity(id), 0, Map.of())
                : new Subject(entity(id), record.rev(), record.doc());
    }

    static EntityId entity(AssessmentId id) {
        return EntityId.of(id);
    }

    static EntityId assessment(UUID id) {
        return entity(new AssessmentId(id));
    }
}
