package org.hunar.server.assessment;

import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.HybridTimestamp;

/**
 * Which attempt an assessment claims to be, without its document. The fields are those of {@link AssessmentRecord}.
 *
 * @param participant for whom it counts
 * @param attempt from 1
 * @param firstHlc when it was first captured
 */
public record ClaimedAttempt(
        ProgrammeId programme,
        AssessmentId id,
        ParticipantId participant,
        InstrumentVersion instrument,
        Phase phase,
        int attempt,
        AssessmentStatus status,
        HybridTimestamp firstHlc) {}
