package org.hunar.server.openrosa;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Intake;

/** What a submission says of an assessment, as the body of an operation. */
final class AssessmentWriter {
    private final SubmissionDao dao;
    private final Participants participants;
    private final Intake intake;

    AssessmentWriter(SubmissionDao dao, Participants participants, Intake intake) {
        this.dao = dao;
        this.participants = participants;
        this.intake = intake;
    }

    /** What an edit changes of what it edits. */
    Map<String, Object> changes(
            Transaction tx,
            Set<CohortId> cohorts,
            StoredSubmission edited,
            FilledForm filled,
            Map<String, StoredFile> files,
            Map<String, Object> after) {
        if (edited.isErased()) {
            return after;
        }
        FilledForm original = filled.original().orElseThrow();
        Map<String, StoredFile> originals = dao.files(tx, new Key(edited.programme(), edited.instanceId()));
        Map<String, Object> before = body(tx, cohorts, edited.programme(), original, originals);
        return Answers.difference(
                before,
                after,
                awaiting(filled, StoredFile.whole(files)),
                awaiting(original, StoredFile.whole(originals)));
    }

    /** The items whose answer is a file that has not come, or came empty. */
    private static Set<String> awaiting(FilledForm filled, Set<String> here) {
        Set<String> awaited = new HashSet<>(filled.expectedFiles());
        awaited.removeAll(here);
        return filled.instrument().items().keySet().stream()
                .filter(code -> filled.submission()
                        .value(code)
                        .filter(awaited::contains)
                        .isPresent())
                .collect(Collectors.toSet());
    }

    /** @throws ProblemException 400 if it does not say who was assessed, or when */
    Map<String, Object> body(
            Transaction tx,
            Set<CohortId> cohorts,
            ProgrammeId programme,
            FilledForm filled,
            Map<String, StoredFile> files) {
        Submission submission = filled.submission();
        UUID participant = Convention.participant(filled.form(), submission)
                .or(() -> Convention.participantNumber(submission)
                        .map(number -> ofNumber(tx, programme, cohorts, number)))
                .orElseThrow(Refusal.PARTICIPANT::problem);
        Phase phase = Convention.phase(filled.instrument(), submission).orElseThrow(Refusal.PHASE::problem);
        return Answers.body(filled.instrument(), submission, participant, phase, files);
    }

    /** A phone that was away hands in somebody who was erased meanwhile: the log strips him, and the XML goes as well. */
    boolean isOfErased(Transaction tx, FilledForm filled) {
        return Convention.participant(filled.form(), filled.submission())
                .map(ParticipantId::new)
                .filter(id -> intake.isErased(tx, id))
                .isPresent();
    }

    private UUID ofNumber(Transaction tx, ProgrammeId programme, Set<CohortId> cohorts, String number) {
        List<ParticipantRecord> found =
                participants.findByNumber(tx, programme, List.of(number)).getOrDefault(number, List.of()).stream()
                        .filter(record -> !record.removed() && (cohorts.isEmpty() || cohorts.contains(record.cohort())))
                        .toList();
        if (found.size() != 1) {
            throw (found.isEmpty() ? Refusal.NUMBER_OF_NOBODY : Refusal.NUMBER_OF_SEVERAL).problem(number);
        }
        return found.get(0).id().value();
    }
}
