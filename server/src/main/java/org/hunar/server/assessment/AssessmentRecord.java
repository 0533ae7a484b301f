package org.hunar.server.assessment;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.Assessment;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.HybridTimestamp;

/**
 * One assessment as its operations fold to it.
 *
 * @param cohort of the participant: assessments follow their participant
 * @param participant for whom it counts; another one than the document names when that one was merged
 * @param attempt from 1; two different assessments of the same attempt are a case for a manager
 * @param firstHlc when it was first captured: of two with the same attempt the smaller (firstHlc, id) counts
 * @param capturedBy name of the user whose operation came first
 * @param receivedAt when anything of it first came
 * @param capturedAt when it was first captured, by the server's clock
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
        Optional<Instant> receivedAt,
        Optional<Instant> capturedAt,
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
            Instant receivedAt,
            Instant capturedAt,
            long rev) {
        Assessment assessment =
                Assessment.fromJson(new AssessmentId(document.entity().id()), JsonObject.of("", document.fields()));
        return new AssessmentRecord(
                programme,
                assessment.id(),
                cohort,
                assessment.participant(),
                assessment.instrument(),
                assessment.phase(),
                assessment.attempt(),
                status(document, assessment),
                assessment.startedAt(),
                assessment.completedAt(),
                firstHlc,
                capturedBy,
                Optional.of(receivedAt),
                Optional.of(capturedAt),
                rev,
                document.toJson());
    }

    /** Whether two people set one field apart and no manager has decided yet: the greatest key holds for now. */
    public boolean isProvisional() {
        return doc.get(Document.SYNC) instanceof Map<?, ?> sync && sync.containsKey("conflicts");
    }

    /** The participant whom the document names: a merge does not change what was captured. */
    public ParticipantId named() {
        return ParticipantId.of((String) doc.get(AssessmentFields.PARTICIPANT));
    }

    /** Whether it counts for another than it names. */
    public boolean isMerged() {
        return !participant.equals(named());
    }

    /** The same for another participant or another cohort: its participant was merged, or moved. */
    public AssessmentRecord countingFor(ParticipantId survivor, CohortId itsCohort, long newRev) {
        return new AssessmentRecord(
                programme,
                id,
                itsCohort,
                survivor,
                instrument,
                phase,
                attempt,
                status,
                startedAt,
                completedAt,
                firstHlc,
                capturedBy,
                receivedAt,
                capturedAt,
                newRev,
                doc);
    }

    private static AssessmentStatus status(Document document, Assessment assessment) {
        if (document.isVoid()) {
            return AssessmentStatus.VOID;
        }
        return assessment.completedAt().isPresent() ? AssessmentStatus.COMPLETED : AssessmentStatus.IN_PROGRESS;
    }
}
