package org.hunar.server.assessment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.assessment.Phase;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.HybridTimestamp;

/**
 * One assessment as its operations fold to it.
 *
 * @param cohort of the participant: assessments follow their participant
 * @param attempt from 1; two different assessments of the same attempt are a case for a manager
 * @param firstHlc when it was first captured: of two with the same attempt the smaller (firstHlc, id) counts
 * @param capturedBy name of the user whose operation came first
 * @param rev counts the documents, from 1
 * @param doc the document as phones pull it; {@code answers} holds item code to answer
 */
public record AssessmentRecord(
        ProgrammeId programme,
        AssessmentId id,
        CohortId cohort,
        ParticipantId participant,
        InstrumentVersion instrument,
        Phase phase,
        int attempt,
        AssessmentStatus status,
        Optional<Instant> startedAt,
        Optional<Instant> completedAt,
        HybridTimestamp firstHlc,
        String capturedBy,
        long rev,
        Map<String, Object> doc) {

    /**
     * Reads the columns out of a document that names at least participant, instrument and phase.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static AssessmentRecord of(
            ProgrammeId programme,
            CohortId cohort,
            Document document,
            HybridTimestamp firstHlc,
            String capturedBy,
            long rev) {
        Optional<Instant> completedAt = document.text("completed_at").map(AssessmentRecord::instant);
        return new AssessmentRecord(
                programme,
                new AssessmentId(document.entity().id()),
                cohort,
                ParticipantId.of(text(document, "participant_id")),
                new InstrumentVersion(
                        new InstrumentId(text(document, "instrument")), text(document, "instrument_version")),
                Phase.valueOf(text(document, "phase")),
                document.text("attempt").map(Integer::valueOf).orElse(1),
                status(document, completedAt),
                document.text("started_at").map(AssessmentRecord::instant),
                completedAt,
                firstHlc,
                capturedBy,
                rev,
                document.toJson());
    }

    /** The same after its participant went to another cohort. */
    public AssessmentRecord movedTo(CohortId newCohort, long newRev) {
        return new AssessmentRecord(
                programme,
                id,
                newCohort,
                participant,
                instrument,
                phase,
                attempt,
                status,
                startedAt,
                completedAt,
                firstHlc,
                capturedBy,
                newRev,
                doc);
    }

    private static AssessmentStatus status(Document document, Optional<Instant> completedAt) {
        if (document.isVoid()) {
            return AssessmentStatus.VOID;
        }
        return completedAt.isPresent() ? AssessmentStatus.COMPLETED : AssessmentStatus.IN_PROGRESS;
    }

    private static String text(Document document, String name) {
        return document.text(name)
                .orElseThrow(() -> new IllegalArgumentException(document.entity() + " has no " + name));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
