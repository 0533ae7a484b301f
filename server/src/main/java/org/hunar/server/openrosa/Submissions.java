package org.hunar.server.openrosa;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.auth.Caller;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.blob.Blobs;
import org.hunar.server.blob.WholeFiles;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.openrosa.StoredSubmission.State;
import org.hunar.server.openrosa.SubmissionDao.Key;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Eraser;
import org.hunar.server.sync.Intake;
import org.hunar.server.sync.Mentions;

/**
 * Takes submissions: each once, whatever is sent how often and in whatever order, as operations of the same log as those
 * of the app. What is refused is kept in quarantine, to the byte.
 */
final class Submissions {
    private final Database database;
    private final FilledForms forms;
    private final Programmes programmes;
    private final WholeFiles wholeFiles;
    private final Blobs blobs;
    private final InstantSource clock;
    private final SubmissionDao dao = new SubmissionDao();
    private final AssessmentWriter assessments;
    private final SubmissionWriter writer;
    private final RefusedSubmissions refused;
    private final WaitingSubmissions waiting;

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
        this.clock = clock;
        this.assessments = new AssessmentWriter(dao, participants, intake);
        EntityWriter entities = new EntityWriter(dao, participants, intake);
        this.writer = new SubmissionWriter(dao, blobs, intake, entities, assessments, clock);
        this.refused = new RefusedSubmissions(database, this.forms, assessments, intake);
        this.waiting = new WaitingSubmissions(database, dao, this.forms, tokens, writer, refused);
    }

    /** @throws ProblemException with a sentence for who holds the phone, after the answers went into quarantine */
    Receipt take(Caller caller, ProgrammeId programme, Posted posted) {
        Sender sender = Sender.of(caller);
        try {
            byte[] xml = posted.xml();
            FilledForm filled = forms.withOriginal(programme, xml);
            Sent sent = new Sent(sender, cohorts(caller, programme), filled);
            StoredSubmission arriving = arriving(sender, programme, filled, xml);
            List<StoredFile> files = keep(filled, posted);
            Receipt receipt = database.inTransaction(tx -> take(tx, sent, arriving, files));
            waiting.releaseOrLog();
            return receipt;
        } catch (ProblemException refusal) {
            if (RefusedSubmissions.isFinal(refusal)) {
                posted.forms().forEach(form -> refused.keep(sender, programme, form, refusal));
            }
            throw refusal;
        }
    }

    /** Takes what has waited for something that is here by now. */
    void releaseOrLog() {
        waiting.releaseOrLog();
    }

    /** Keeps nothing of the submissions of these, but that they came. */
    void forget(Transaction tx, Eraser.Erased what) {
        dao.forget(tx, what.assessments(), what.people());
        // what was refused, or waits, is in no log: by its words alone it is found
        Mentions mentions = what.mentions();
        dao.unsettled(tx, mentions::in).forEach(key -> dao.forget(tx, key));
    }

    private Set<CohortId> cohorts(Caller caller, ProgrammeId programme) {
        return caller.manages(programme)
                ? database.inSnapshot(tx -> programmes.cohorts(tx, programme).keySet())
                : Set.copyOf(caller.cohorts(programme));
    }

    private Receipt take(Transaction tx, Sent sent, StoredSubmission arriving, List<StoredFile> brought) {
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
        brought.stream().filter(file -> file.changes(before.get(file.name()))).forEach(file -> {
            dao.put(tx, key, file);
            files.put(file.name(), file);
        });
        Optional<Receipt> refusal = isNew || stored.state() != State.TAKEN
                ? writer.write(tx, sent, stored, files)
                : writer.writeFiles(tx, sent, stored, before, files);
        Receipt receipt = refusal.orElseGet(
                () -> Receipt.of(dao.find(tx, key).orElseThrow(), sent.filled().expectedFiles(), files));
        if (assessments.isOfErased(tx, sent.filled())) {
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
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
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
            WholeFiles.Kept whole = wholeFiles.keep(file.mime(), file.bytes());
            StoredFile stored = new StoredFile(
                    file.name(), whole.sha256(), whole.size(), whole.mime(), expected.contains(file.name()));
            if (stored.changes(kept.get(file.name()))) {
                kept.put(file.name(), stored);
            }
        }
        return List.copyOf(kept.values());
    }
}
