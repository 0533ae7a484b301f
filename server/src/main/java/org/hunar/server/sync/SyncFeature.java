package org.hunar.server.sync;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.github.bucket4j.TimeMeter;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.PushResult;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Users;
import org.hunar.server.blob.Blobs;
import org.hunar.server.http.Admission;
import org.hunar.server.http.HttpFeature;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.participant.RosterIntake;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.SealedColumn;
import org.hunar.server.storage.Transaction;

/** Builds what {@code sync} is made of. */
public final class SyncFeature {
    /** What is sealed of what came. */
    public static final List<SealedColumn> SEALED = List.of(
            SealedColumn.ofTexts("operations", List.of("programme", "op_id"), "payload", "entity_type = 'participant'"),
            SealedColumn.ofBytes("quarantine", List.of("install_id", "raw_sha256"), "raw", "true"));

    private static final Limits LIMITS = Limits.DEFAULT;

    private final Database database;
    private final Users users;
    private final Audit audit;
    private final InstantSource clock;
    private final Intake intake;
    private final FeedReader feed;
    private final Scopes scopes;
    private final ManagerOperations managers;
    private final RosterIntake roster;
    private final Eraser eraser;
    private final Assessments assessments;
    private final AssessmentListener scores;
    private final Feed writer;

    /**
     * @param feed the one writer of the feed
     * @param scores is told of changed assessments, in the transaction of the push
     * @param people is told whose scores or place may be others, after that
     * @param cases is told which cases there are for a manager, in the same transaction
     */
    public SyncFeature(
            Database database,
            Users users,
            Audit audit,
            Programmes programmes,
            Instruments instruments,
            Participants participants,
            Assessments assessments,
            Blobs blobs,
            AssessmentListener scores,
            PeopleListener people,
            CaseListener cases,
            Feed feed,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.users = users;
        this.audit = audit;
        this.clock = clock;
        this.assessments = assessments;
        this.scores = scores;
        this.writer = feed;
        Intake.Stores stores = new Intake.Stores(
                users,
                programmes,
                instruments,
                participants,
                assessments,
                blobs,
                scores,
                people,
                cases,
                feed,
                new OperationDao(),
                new LaneDao(),
                new QuarantineDao());
        this.intake = new Intake(database, stores, clock);
        this.feed = feed.reader(Map.of(
                "participant", (tx, keys) -> participantDocuments(participants, tx, keys),
                "assessment", (tx, keys) -> assessmentDocuments(assessments, tx, keys)));
        this.scopes = new Scopes(programmes);
        this.managers = new ManagerOperations(intake, stores, random, clock);
        this.roster = new RosterOperations(managers, participants);
        this.eraser = new Eraser(stores, clock);
    }

    /** The door for other ways of capture. */
    public Intake intake() {
        return intake;
    }

    /** To be told of a new instrument: phones get it, and assessments that came before it are scored. */
    public ProgrammeListener onPublication() {
        return new InstrumentArrival(assessments, scores, writer);
    }

    /** The way by which what managers do becomes operations. */
    public ManagerOperations managers() {
        return managers;
    }

    /** Takes out of everything who somebody was. */
    public Eraser eraser() {
        return eraser;
    }

    /** The way by which a manager's roster becomes operations. */
    public RosterIntake roster() {
        return roster;
    }

    /** Shows with an assessment how it came to be. */
    public AssessmentDetail history() {
        return new HistoryDetail(new OperationDao());
    }

    /**
     * Tells phones that this is an older state than they may have seen: they bring again what it lacks.
     *
     * @param now by the clock of the server, so that an epoch is never had twice, however often one backup is restored
     */
    public static void raiseEpoch(Transaction tx, Instant now) {
        FeedDao dao = new FeedDao();
        dao.raiseEpoch(tx, Math.max(dao.epoch(tx) + 1, now.getEpochSecond()));
    }

    /**
     * @param admission who may push and pull at the same time
     * @param nonces for devices that ask for a token
     * @param pushed is told what each push was answered, after its commit
     */
    public void register(
            JerseyEnvironment jersey,
            LifecycleEnvironment lifecycle,
            SyncConfig config,
            LimitsConfig load,
            Admission admission,
            Supplier<String> nonces,
            Consumer<List<PushResult>> pushed) {
        clearDaily(lifecycle, new Tombstones(database, config.tombstonesKept().toJavaDuration(), clock));
        Epoch epoch = new Epoch(database, feed);
        DeviceRates rates = new DeviceRates(load.burst(), load.perMinute(), TimeMeter.SYSTEM_NANOTIME);
        HttpFeature.admit(jersey, admission, LIMITS.pushBytes());
        jersey.register(new HelloResource(epoch, LIMITS, nonces, clock));
        jersey.register(new MeResource(database, scopes, LIMITS));
        jersey.register(new PushResource(intake.groups(), new EnvelopeReader(LIMITS), rates, pushed, clock));
        Phones phones = new Phones(database, users, clock);
        jersey.register(new PullResource(
                database, feed, scopes, phones, LIMITS, AppVersion.of(config.oldestApp()), rates, clock));
        jersey.register(new PhonesResource(phones));
        jersey.register(new QuarantineResource(new Quarantine(database, audit)));
        jersey.register(new StatusResource(intake, epoch, clock));
    }

    private static void clearDaily(LifecycleEnvironment lifecycle, Tombstones tombstones) {
        lifecycle
                .scheduledExecutorService("tombstones", true)
                .build()
                .scheduleWithFixedDelay(tombstones::purgeOrLog, 1, 24, TimeUnit.HOURS);
    }

    private static Map<String, Map<String, Object>> participantDocuments(
            Participants participants, Transaction tx, Collection<String> keys) {
        List<ParticipantId> ids = keys.stream().map(ParticipantId::of).toList();
        Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
        participants.find(tx, ids).forEach((id, record) -> documents.put(id.toString(), record.doc()));
        return documents;
    }

    private static Map<String, Map<String, Object>> assessmentDocuments(
            Assessments assessments, Transaction tx, Collection<String> keys) {
        List<AssessmentId> ids =
                keys.stream().map(key -> new AssessmentId(UUID.fromString(key))).toList();
        Map<String, Map<String, Object>> documents = new LinkedHashMap<>();
        assessments.find(tx, ids).forEach((id, record) -> documents.put(id.toString(), record.doc()));
        return documents;
    }
}
