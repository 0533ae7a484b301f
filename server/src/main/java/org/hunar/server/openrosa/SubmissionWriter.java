package org.hunar.server.openrosa;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.server.blob.Blobs;
import org.hunar.server.openrosa.StoredSubmission.State;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Incoming;
import org.hunar.server.sync.Intake;

/** Writes what stands in a stored submission into the log, as operations like those of the app. */
final class SubmissionWriter {
    private final SubmissionDao dao;
    private final Blobs blobs;
    private final Intake intake;
    private final EntityWriter entities;
    private final AssessmentWriter assessments;
    private final InstantSource clock;

    SubmissionWriter(
            SubmissionDao dao,
            Blobs blobs,
            Intake intake,
            EntityWriter entities,
            AssessmentWriter assessments,
            InstantSource clock) {
        this.dao = dao;
        this.blobs = blobs;
        this.intake = intake;
        this.entities = entities;
        this.assessments = assessments;
        this.clock = clock;
    }

    /**
     * The whole of it; an edit only when what it edits is here.
     *
     * @return empty if nothing was refused
     */
    Optional<Receipt> write(Transaction tx, Sent sent, StoredSubmission stored, Map<String, StoredFile> files) {
        FilledForm filled = sent.filled();
        Optional<StoredSubmission> edited = edited(tx, stored, filled);
        if (stored.deprecatedId().isPresent() && edited.isEmpty()) {
            refer(tx, stored.assessment(), files);
            return Optional.empty();
        }
        OperationMaker operations = maker(tx, stored, filled);
        List<Incoming> incoming = new ArrayList<>();
        EntityWriter.Written written = entities.write(tx, filled, edited, sent.cohorts(), operations);
        written.operation().ifPresent(incoming::add);
        UUID assessment = edited.map(StoredSubmission::assessment).orElse(stored.assessment());
        List<OperationId> heads = edited.map(StoredSubmission::heads).orElse(List.of());
        if (!Convention.isRegistration(filled.submission())) {
            Map<String, Object> body = body(tx, sent, stored, edited, files);
            incoming.add(operations.put("assessment", new EntityId(EntityType.ASSESSMENT, assessment), heads, body));
            heads = List.of(operations.id("assessment"));
        }
        refer(tx, assessment, files);
        Optional<Receipt> refused = Receipt.refusal(intakeOf(tx, sent.sender(), stored, incoming));
        State state = refused.isPresent() ? State.REFUSED : State.TAKEN;
        dao.update(tx, stored.with(written.entity()).now(state, assessment, heads));
        return refused;
    }

    /** Locked, so that no file of it comes meanwhile and is an answer beside those of the edit. */
    private Optional<StoredSubmission> edited(Transaction tx, StoredSubmission stored, FilledForm filled) {
        return stored.deprecatedId()
                .flatMap(id -> dao.lock(tx, new Key(stored.programme(), id)))
                .filter(each -> each.state() == State.TAKEN)
                .filter(each -> each.isErased() || filled.original().isPresent());
    }

    private Map<String, Object> body(
            Transaction tx,
            Sent sent,
            StoredSubmission stored,
            Optional<StoredSubmission> edited,
            Map<String, StoredFile> files) {
        Map<String, Object> body = assessments.body(tx, sent.cohorts(), stored.programme(), sent.filled(), files);
        return edited.map(each -> assessments.changes(tx, sent.cohorts(), each, sent.filled(), files, body))
                .orElse(body);
    }

    /** What it says of an entity, of which the trunk is here by now. */
    void writeBranch(Transaction tx, Sent sent, StoredSubmission stored) {
        FilledForm filled = sent.filled();
        EntityWriter.Written written =
                entities.write(tx, filled, Optional.empty(), sent.cohorts(), maker(tx, stored, filled));
        dao.update(tx, stored.with(written.entity()));
        intakeOf(tx, sent.sender(), stored, written.operation().stream().toList());
    }

    /**
     * Files that came after the answers, each as a further operation. Of what was edited meanwhile they answer nothing any
     * more: in the end stands what the edit says.
     *
     * @param before the files that were here
     * @param files all that are here now
     * @return empty if nothing was refused
     */
    Optional<Receipt> writeFiles(
            Transaction tx,
            Sent sent,
            StoredSubmission stored,
            Map<String, StoredFile> before,
            Map<String, StoredFile> files) {
        FilledForm filled = sent.filled();
        OperationMaker operations = maker(tx, stored, filled);
        List<Incoming> incoming = new ArrayList<>();
        List<OperationId> heads = stored.heads();
        boolean edited = dao.isEdited(tx, stored);
        for (StoredFile file : files.values()) {
            Map<String, Object> answers = edited || file.equals(before.get(file.name()))
                    ? Map.of()
                    : Answers.answeredBy(filled.instrument(), filled.submission(), file);
            if (!answers.isEmpty()) {
                // also by what it is laid upon: one that comes back after another took its place is a further operation
                String what = "file/" + file.name() + "/" + file.sha256() + "/" + heads;
                incoming.add(operations.put(
                        what,
                        new EntityId(EntityType.ASSESSMENT, stored.assessment()),
                        heads,
                        Map.of(Document.ANSWERS, answers)));
                heads = List.of(operations.id(what));
            }
        }
        refer(tx, stored.assessment(), files);
        Optional<Receipt> refused = Receipt.refusal(intakeOf(tx, sent.sender(), stored, incoming));
        if (refused.isEmpty()) {
            dao.update(tx, stored.now(State.TAKEN, stored.assessment(), heads));
        }
        return refused;
    }

    /** Also what the answers do not name stays, as long as the assessment does. */
    private void refer(Transaction tx, UUID assessment, Map<String, StoredFile> files) {
        if (!files.isEmpty()) {
            blobs.refer(
                    tx,
                    Map.of(
                            new EntityId(EntityType.ASSESSMENT, assessment),
                            files.values().stream().map(StoredFile::sha256).collect(Collectors.toSet())));
        }
    }

    private List<PushResult> intakeOf(Transaction tx, Sender sender, StoredSubmission stored, List<Incoming> incoming) {
        if (incoming.isEmpty()) {
            return List.of();
        }
        // under the phone by which the submission first came: its operations are numbered by that
        Sender as = new Sender(sender.name(), stored.installId(), sender.device());
        return intake.take(tx, as.batch(incoming));
    }

    private OperationMaker maker(Transaction tx, StoredSubmission stored, FilledForm filled) {
        return new OperationMaker(
                tx,
                dao,
                stored,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Answers.capturedAt(filled.submission()));
    }
}
