package org.hunar.server.assessment;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The central store of merged assessments. */
public final class Assessments {
    private final AssessmentDao dao;

    Assessments(AssessmentDao dao) {
        this.dao = dao;
    }

    /** Those of the given ids that there are, in one query. */
    public Map<AssessmentId, AssessmentRecord> find(Transaction tx, Collection<AssessmentId> ids) {
        return dao.find(tx, ids);
    }

    /** All assessments of the given participants, in one query. */
    public List<AssessmentRecord> ofParticipants(Transaction tx, Collection<ParticipantId> participants) {
        return dao.ofParticipants(tx, participants);
    }

    /** What all assessments of the participants claim to be, void ones too, by id; their documents stay where they are. */
    public List<ClaimedAttempt> attempts(Transaction tx, Collection<ParticipantId> participants) {
        return dao.attempts(tx, participants);
    }

    /** All assessments taken with one version of an instrument, after the given id, in the order of ids. */
    public List<AssessmentRecord> ofInstrument(
            Transaction tx, ProgrammeId programme, InstrumentVersion version, AssessmentId after, int limit) {
        return dao.ofInstrument(tx, programme, version, after, limit);
    }

    /** A page of a programme's assessments after the given id, in the order of ids. */
    public List<AssessmentRecord> page(Transaction tx, ProgrammeId programme, AssessmentId after, int limit) {
        return dao.page(tx, programme, Optional.empty(), after, limit);
    }

    /** Puts the records in place of what was there, in one statement. */
    public void store(Transaction tx, Collection<AssessmentRecord> records) {
        dao.store(tx, records);
    }
}
