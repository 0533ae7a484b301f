package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.HybridClock;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Ids;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;

/**
 * What an app works with: capture what people do, show documents, tell what is unsent. Nothing here waits for the
 * network, and what a call has returned from survives the end of the process. May be used by one thread while another
 * runs the {@link SyncEngine}.
 */
public final class Phone {
    private final Object turn = new Object();
    private final PhoneStore store;
    private final ServerTime time;
    private final Random random;
    private final Ids ids;
    private final Documents documents;

    private Phone(PhoneStore store, ServerTime time, Random random) {
        this.store = store;
        this.time = time;
        this.random = random;
        this.ids = new Ids(time::nowMillis, random);
        this.documents = new Documents(store);
    }

    /**
     * Opens a store, an empty one too. One that looks restored or copied goes on under a new install id.
     *
     * @param random a {@link java.security.SecureRandom}, except in tests
     */
    public static Phone open(PhoneStore store, DeviceClock clock, Random random) {
        SyncState state = SyncState.load(store, Optional.empty());
        Phone phone = new Phone(store, new ServerTime(clock, state.skewMillis, state.skewKnown), random);
        phone.takeName();
        return phone;
    }

    /**
     * Says who works with the phone from now on; needed only where several people share one. What was captured before
     * stays theirs who captured it, and leaves the phone when they sign in and sync again. What was captured while nobody
     * was named is handed in by whoever syncs first.
     *
     * @param user as in the sign-in at the server; letters count the same in both cases
     */
    public void signIn(String user) {
        String name = userName(user);
        synchronized (store) {
            Install before = Install.load(store).orElseThrow(IllegalStateException::new);
            Install after = before.signedIn(name, ids::version4);
            if (!after.equals(before)) {
                store.commit(new Changes().put(Keys.INSTALL, after.toJson()));
            }
        }
    }

    /** Who was signed in last; empty while nobody was named. */
    public Optional<String> user() {
        synchronized (store) {
            return Install.load(store).flatMap(Install::user);
        }
    }

    /**
     * Captures what somebody did: creates or amends ({@code put}) or declares void. It is in the outbox when this
     * returns, and so are the files that its answers name as {@code {sha256, size, mime}}.
     *
     * @param body the fields set, or {@code reason} of a void; as JSON values
     * @throws org.hunar.model.problem.InvalidException if it is no operation, such as a void without a reason, or
     *     names a file that no server takes, such as one of -1 bytes
     * @throws StoreException if it could not be kept
     */
    public OperationId capture(EntityId entity, OperationKind kind, Map<String, Object> body) {
        return capture(entity, kind, body, new Changes());
    }

    /**
     * As {@link #capture(EntityId, OperationKind, Map)}, together with the app's own data: both are kept, or neither.
     *
     * @param alongside keys that begin with {@link Changes#APP_PREFIX}
     */
    public OperationId capture(EntityId entity, OperationKind kind, Map<String, Object> body, Changes alongside) {
        requireApp(alongside);
        synchronized (store) {
            Install before = Install.load(store).orElseThrow(IllegalStateException::new);
            HybridTimestamp hlc = new HybridClock(before.id(), time::nowMillis, before.lastHlc()).tick();
            Install install = before.next(hlc);
            Operation operation = Operation.create(
                    new OperationId(ids.version7()),
                    install.deviceSeq(),
                    entity,
                    kind,
                    documents.find(entity).map(LocalDocument::heads).orElseGet(List::of),
                    hlc,
                    time.now(),
                    body,
                    !time.isKnown());
            long wall = time.device().wallMillis();
            OutboxEntry entry = OutboxEntry.captured(install, wall, operation);
            store.commit(new Changes()
                    .addAll(alongside)
                    .addAll(Outbox.ready(entry))
                    .addAll(Uploads.captured(entry))
                    .put(Keys.INSTALL, install.toJson()));
            return operation.id();
        }
    }

    /** A participant or an assessment as the user should see it: as pulled, with this phone's own work on top. */
    public Optional<LocalDocument> document(EntityId entity) {
        return documents.find(entity);
    }

    /** Anything pulled, such as {@code instrument}, {@code weld_l2@2026092501}. */
    public Optional<LocalDocument> document(String entity, String id) {
        return documents.find(entity, id);
    }

    /** All documents of a kind, such as {@code participant}, in the order of their ids. */
    public List<LocalDocument> documents(String entity) {
        return documents.list(entity);
    }

    /** Assessments that a manager has sent back to be put right, with remarks, in the order of their ids. */
    public List<LocalDocument> returned() {
        return documents(EntityType.ASSESSMENT.wireName()).stream()
                .filter(document -> document.returned().isPresent())
                .collect(Collectors.toList());
    }

    /** Of whoever is signed in; of others only that something of them waits. */
    public SyncStatus status() {
        synchronized (store) {
            Outbox outbox = outbox();
            Uploads uploads = uploads();
            List<OutboxEntry> unsent = outbox.unsent();
            Optional<Duration> oldest = unsent.stream()
                    .findFirst()
                    .map(entry -> Duration.ofMillis(Math.max(0, time.device().wallMillis() - entry.wallMillis())));
            List<Parked> parked = outbox.parked().stream()
                    .map(entry -> new Parked(entry.operation(), entry.result().orElseThrow(IllegalStateException::new)))
                    .collect(Collectors.toList());
            List<UploadEntry> due = uploads.due();
            return new SyncStatus(
                    unsent.size(),
                    outbox.inFlight(Integer.MAX_VALUE).size(),
                    oldest,
                    parked,
                    due.size(),
                    due.stream().mapToLong(UploadEntry::left).sum(),
                    uploads.parked().stream().map(UploadEntry::toParked).collect(Collectors.toList()),
                    Waiting.of(outbox.ofOthers(), uploads.ofOthers()));
        }
    }

    /** Sends a parked operation again, because the cause is gone; false if there is no such one. */
    public boolean retryParked(OperationId id) {
        return outbox().retry(id);
    }

    /** Brings a parked attachment again, because the cause is gone; false if there is no such one. */
    public boolean retryAttachment(String sha256) {
        return uploads().retry(sha256);
    }

    /** Whether the server is still to be given a file: as long, the app must have its bytes. */
    public boolean isAttachmentDue(String sha256) {
        return uploads().isDue(sha256);
    }

    public ParticipantId newParticipantId() {
        synchronized (store) {
            return new ParticipantId(ids.version4());
        }
    }

    public AssessmentId newAssessmentId() {
        synchronized (store) {
            return new AssessmentId(ids.version7());
        }
    }

    /** Shorthand for {@link #capture}'s first parameter. */
    public static EntityId participant(ParticipantId id) {
        return EntityId.of(id);
    }

    /** Shorthand for {@link #capture}'s first parameter. */
    public static EntityId assessment(AssessmentId id) {
        return EntityId.of(id);
    }

    /**
     * What syncs this phone with a server, but for attachments: those stay due. It hands in the work of whoever is signed
     * in now, whoever may be signed in later.
     *
     * @param appVersion goes along with every push, for support
     */
    public SyncEngine engine(Transport transport, String appVersion) {
        return engine(transport, appVersion, Optional.empty());
    }

    /** As {@link #engine(Transport, String)}, for an app whose answers name files. */
    public SyncEngine engine(Transport transport, String appVersion, AttachmentSource attachments) {
        return engine(transport, appVersion, Optional.of(attachments));
    }

    private SyncEngine engine(Transport transport, String appVersion, Optional<AttachmentSource> attachments) {
        return new SyncEngine(turn, store, user(), time, transport, appVersion, attachments, new Backoff(random));
    }

    /** A user's name as the server compares it. */
    static String userName(String user) {
        String name = user.trim().toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a user has a name");
        }
        return name;
    }

    private Outbox outbox() {
        return new Outbox(store, user());
    }

    private Uploads uploads() {
        return new Uploads(store, user());
    }

    private void takeName() {
        synchronized (store) {
            Optional<Install> install = Install.load(store);
            if (!install.isPresent() || store.looksRestored()) {
                Install named = install.map(each -> each.renamed(ids.version4()))
                        .orElseGet(() -> Install.first(ids.version4()));
                store.commit(new Changes().put(Keys.INSTALL, named.toJson()));
            }
        }
    }

    private static void requireApp(Changes alongside) {
        for (String key : alongside.asMap().keySet()) {
            if (!key.startsWith(Changes.APP_PREFIX)) {
                throw new IllegalArgumentException(
                        "keys of the app begin with " + Changes.APP_PREFIX + ", unlike " + key);
            }
        }
    }
}
