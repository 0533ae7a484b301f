package org.hunar.server.openrosa;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Caller;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.blob.Blobs;
import org.hunar.server.blob.WholeFiles;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.openrosa.StoredSubmission.EntityState;
import org.hunar.server.openrosa.StoredSubmission.State;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Eraser;
import org.hunar.server.sync.Incoming;
import org.hunar.server.sync.Intake;
import org.hunar.server.sync.Mentions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes submissions: each once, whatever is sent how often and in whatever order, as operations of the same log as those
 * of the app. What is refused is kept in quarantine, to the byte.
 */
final class Submissions {
    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);
    private static final int LAST_REFUSAL = 499;

    private final Database database;
    private final FilledForms forms;
    private final Programmes programmes;
    private final WholeFiles wholeFiles;
    private final Blobs blobs;
    private final Intake intake;
    private final CollectTokens tokens;
    private final InstantSource clock;
    private final SubmissionDao dao = new SubmissionDao();
    private final EntityWriter entities;
    private final AssessmentWriter assessments;

    Submissions(
            Database database,
            Forms forms,
            Instruments instruments,
            Programmes programmes,
            Participants participants,
            BlobFeature blob,
            Intake intake,
            CollectTokens tokens,
            InstantSource clock) {
        this.database = database;
        this.forms = new FilledForms(database, forms, instruments, dao);
        this.programmes = programmes;
        this.wholeFiles = blob.wholeFiles();
        this.blobs = blob.blobs();
        this.intake = intake;
        this.tokens = tokens;
        this.clock = clock;
        this.entities = new EntityWriter(dao, participants, intake);
        this.assessments = new AssessmentWriter(dao, participants, intake);
    }

    /** @throws ProblemException with a sentence for who holds the phone, after the answers went into quarantine */
    Receipt take(Caller caller, ProgrammeId programme, Posted posted) {
        Sender sender = Sender.of(caller);
        try {
            FilledForm filled = forms.withOriginal(programme, posted.xml());
            Set<CohortId> cohorts = cohorts(caller, programme);
            StoredSubmission arriving = arriving(sender, programme, filled, posted.xml());
            List<StoredFile> files = keep(filled, posted);
            Receipt receipt = database.inTransaction(tx -> take(tx, sender, cohorts, filled, arriving, files));
            releaseOrLog();
            return receipt;
        } catch (ProblemException refusal) {
            if (refusal.status() <= LAST_REFUSAL) {
                keepRefused(sender, programme, posted.xml(), refusal);
            }
            throw refusal;
        }
    }

    /** Takes what has waited for something that is here by now. */
    void releaseOrLog() {
        Set<Key> stuck = new HashSet<>();
        List<Key> ready = ready(stuck);
        while (!ready.isEmpty()) {
            for (Key key : ready) {
                try {
                    releaseOrRefuse(key);
                } catch (RuntimeException e) {
                    LOG.warn("A submission waits on: {}", e.getClass().getName());
                }
                stuck.add(key);
            }
            ready = ready(stuck);
        }
    }

    /** Keeps nothing of the submissions of these, but that they came. */
    void forget(Transaction tx, Eraser.Erased what) {
        dao.forget(tx, what.assessments(), what.people());
        // what was refused, or waits, is in no log: by its words alone it is found
        Mentions mentions = what.mentions();
        dao.unsettled(tx, mentions::in).forEach(key -> dao.forget(tx, key));
    }

    private List<Key> ready(Set<Key> except) {
        return database.inSnapshot(dao::ready).stream()
                .filter(key -> !except.contains(key))
                .toList();
    }

    private void releaseOrRefuse(Key key) {
        try {
            release(key);
        } catch (ProblemException refusal) {
            if (refusal.status() > LAST_REFUSAL) {
                throw refusal;
            }
            refuse(key, refusal);
        }
    }

    private void release(Key key) {
        StoredSubmission waiting = database.inSnapshot(tx -> dao.find(tx, key)).orElseThrow();
        FilledForm filled = forms.withOriginal(key.programme(), waiting.xml());
        database.inTransaction(tx -> {
            StoredSubmission stored = dao.lock(tx, key).orElseThrow();
            Sender sender = sender(tx, stored);
            Set<CohortId> cohorts = tokens.cohorts(tx, stored);
            if (stored.state() == State.AWAITS_EDITED) {
                process(tx, sender, cohorts, stored, filled, dao.files(tx, key));
            } else if (stored.entity().state() == EntityState.AWAITS_BRANCH) {
                EntityWriter.Written written =
                        entities.write(tx, filled, Optional.empty(), cohorts, maker(tx, stored, filled));
                dao.update(tx, stored.with(written.entity()));
                intakeOf(tx, sender, stored, written.operation().stream().toList());
            }
            return key;
        });
    }

    /** What has waited, and cannot be taken now, goes where everything that is refused is looked at. */
    private void refuse(Key key, ProblemException refusal) {
        StoredSubmission waiting = database.inSnapshot(tx -> dao.find(tx, key)).orElseThrow();
        keepRefused(database.inSnapshot(tx -> sender(tx, waiting)), key.programme(), waiting.xml(), refusal);
        database.inTransaction(tx -> {
            dao.lock(tx, key)
                    .filter(stored -> stored.state() == State.AWAITS_EDITED)
                    .ifPresent(
                            stored -> dao.update(tx, stored.now(State.REFUSED, stored.assessment(), stored.heads())));
            return key;
        });
    }

    private Sender sender(Transaction tx, StoredSubmission stored) {
        Optional<CollectToken> token = stored.tokenId().flatMap(id -> tokens.find(tx, id));
        return new Sender(stored.author(), stored.installId(), token.map(CollectToken::device));
    }

    private Set<CohortId> cohorts(Caller caller, ProgrammeId programme) {
        return caller.manages(programme)
                ? database.inSnapshot(tx -> programmes.cohorts(tx, programme).keySet())
                : Set.copyOf(caller.cohorts(programme));
    }

    private Receipt take(
            Transaction tx,
            Sender sender,
            Set<CohortId> cohorts,
            FilledForm filled,
            StoredSubmission arriving,
            List<StoredFile> brought) {
        Key key = new Key(arriving.programme(), arriving.instanceId());
        boolean isNew = dao.insert(tx, arriving);
        StoredSubmission stored = dao.lock(tx, key).orElseThrow();
        if (!stored.xmlSha256().equals(arriving.xmlSha256())) {
            throw Refusal.IDEMPOTENCY_MISMATCH.problem();
        }
        if (stored.isErased()) {
            return new Receipt(Receipt.Kind.SAVED);
        }
        Map<String, StoredFile> before = dao.files(tx, key);
        Map<String, StoredFile> files = new LinkedHashMap<>(before);
        brought.stream().filter(file -> !file.equals(before.get(file.name()))).forEach(file -> {
            dao.put(tx, key, file);
            files.put(file.name(), file);
        });
        Optional<Receipt> refused = isNew || stored.state() != State.TAKEN
                ? process(tx, sender, cohorts, stored, filled, files)
                : addFiles(tx, sender, stored, filled, before, files);
        Receipt receipt = refused.orElseGet(
                () -> Receipt.of(dao.find(tx, key).orElseThrow(), filled.expectedFiles(), files.keySet()));
        if (assessments.isOfErased(tx, filled)) {
            blobs.release(tx, List.of(new EntityId(EntityType.ASSESSMENT, stored.assessment())));
            dao.forget(tx, key);
        }
        return receipt;
    }

    private StoredSubmission arriving(Sender sender, ProgrammeId programme, FilledForm filled, byte[] xml) {
        Submission submission = filled.submission();
        return new StoredSubmission(
                programme,
                submission.instanceId(),
                filled.form().id().instrument().value(),
                filled.form().id().version(),
                CanonicalJson.hex(CanonicalJson.sha256().digest(xml)),
                xml,
                sender.name(),
                sender.installId(),
                sender.device().map(device -> device.id()),
                now(),
                State.AWAITS_EDITED,
                0,
                assessmentOf(programme, submission.instanceId()),
                List.of(),
                submission.deprecatedId(),
                StoredSubmission.Entity.NONE);
    }

    /** That of the phone, where it is a UUID. */
    private static UUID assessmentOf(ProgrammeId programme, String instanceId) {
        return Convention.uuid(instanceId.replaceFirst("^uuid:", ""))
                .orElseGet(() -> Identifiers.version5(programme + "/" + instanceId + "/assessment"));
    }

    /** On disk before anything is written that refers to them; what comes again is there already. */
    private List<StoredFile> keep(FilledForm filled, Posted posted) {
        Set<String> expected = filled.expectedFiles();
        Map<String, StoredFile> kept = new LinkedHashMap<>();
        for (Posted.File file : posted.files()) {
            if (!file.isEmpty()) {
                WholeFiles.Kept whole = wholeFiles.keep(file.mime(), file.bytes());
                kept.put(
                        file.name(),
                        new StoredFile(
                                file.name(),
                                whole.sha256(),
                                whole.size(),
                                whole.mime(),
                                expected.contains(file.name())));
            }
        }
        return List.copyOf(kept.values());
    }

    /** @return empty if nothing was refused */
    private Optional<Receipt> process(
            Transaction tx,
            Sender sender,
            Set<CohortId> cohorts,
            StoredSubmission stored,
            FilledForm filled,
            Map<String, StoredFile> files) {
        Optional<StoredSubmission> edited = Optional.empty();
        if (stored.deprecatedId().isPresent()) {
            // locked, so that no file of it comes meanwhile and is an answer beside those of the edit
            edited = dao.lock(
                            tx,
                            new Key(stored.programme(), stored.deprecatedId().get()))
                    .filter(each -> each.state() == State.TAKEN)
                    .filter(each -> each.isErased() || filled.original().isPresent());
            if (edited.isEmpty()) {
                refer(tx, stored.assessment(), files);
                return Optional.empty();
            }
        }
        OperationMaker operations = maker(tx, stored, filled);
        List<Incoming> incoming = new ArrayList<>();
        EntityWriter.Written written = entities.write(tx, filled, edited, cohorts, operations);
        written.operation().ifPresent(incoming::add);
        UUID assessment = edited.map(StoredSubmission::assessment).orElse(stored.assessment());
        List<OperationId> heads = edited.map(StoredSubmission::heads).orElse(List.of());
        if (!Convention.isRegistration(filled.submission())) {
            Map<String, Object> body = assessments.body(tx, cohorts, stored.programme(), filled, files);
            if (edited.isPresent()) {
                body = assessments.changes(tx, cohorts, edited.get(), filled, files, body);
            }
            incoming.add(operations.put("assessment", new EntityId(EntityType.ASSESSMENT, assessment), heads, body));
            heads = List.of(operations.id("assessment"));
        }
        refer(tx, assessment, files);
        List<PushResult> results = intakeOf(tx, sender, stored, incoming);
        Optional<Receipt> refused = Receipt.refusal(results);
        State state = refused.isPresent() ? State.REFUSED : State.TAKEN;
        StoredSubmission next = stored.with(written.entity()).now(state, assessment, heads);
        dao.update(tx, next);
        return refused;
    }

    /**
     * Files that came after the answers, each as a further operation. Of what was edited meanwhile they answer nothing any
     * more: in the end stands what the edit says.
     */
    private Optional<Receipt> addFiles(
            Transaction tx,
            Sender sender,
            StoredSubmission stored,
            FilledForm filled,
            Map<String, StoredFile> before,
            Map<String, StoredFile> files) {
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
        Optional<Receipt> refused = Receipt.refusal(intakeOf(tx, sender, stored, incoming));
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
        return new OperationMaker(tx, dao, stored, now(), Answers.capturedAt(filled.submission()));
    }

    private void keepRefused(Sender sender, ProgrammeId programme, byte[] xml, ProblemException refusal) {
        if (isOfErased(programme, xml)) {
            return;
        }
        PushCode code = refusal.code().equals(PushCode.IDEMPOTENCY_MISMATCH.name())
                ? PushCode.IDEMPOTENCY_MISMATCH
                : PushCode.VALIDATION;
        intake.take(sender.batch(List.of(new Incoming.Unreadable(
                Optional.empty(), code, List.of(new Violation("", refusal.code(), refusal.getMessage())), xml))));
    }

    private boolean isOfErased(ProgrammeId programme, byte[] xml) {
        try {
            FilledForm filled = forms.read(programme, xml);
            return database.inSnapshot(tx -> assessments.isOfErased(tx, filled));
        } catch (ProblemException unreadable) {
            LOG.debug("Whom it is about cannot be told: {}", unreadable.code());
            return false;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
