package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.model.Timestamps;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.client.DeviceClock;
import org.hunar.model.sync.client.DeviceTokenSource;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.HttpTransport;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.model.sync.client.MemoryStore;
import org.hunar.model.sync.client.PasswordTokenSource;
import org.hunar.model.sync.client.Phone;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.model.sync.client.Transport;
import org.hunar.model.sync.client.TransportException;
import org.hunar.model.sync.client.Waiting;

/**
 * A trainer's phone: the real client code over real HTTP, on a store in memory, its clock and its network set by hand.
 *
 * <pre>{@code
 * FakePhone amna = FakePhone.of(server, "amna", password);
 * amna.syncs();
 * amna.goesOffline();
 * EntityId test = amna.records("LHR-03-001", Phase.PRE, completedAt, Map.of("quality", 4));
 * amna.comesOnline();
 * amna.syncs();
 * }</pre>
 */
public final class FakePhone implements DeviceClock {
    private static final int MOST_ROUNDS = 5;

    private final MemoryStore store;
    private final Phone phone;
    private Transport server;
    private Transport transport;
    private final Map<String, byte[]> photos = new HashMap<>();
    private final List<PushResult> results = new ArrayList<>();
    private Instant wall = TestServer.START;
    private Duration up = Duration.ZERO;
    private boolean online = true;
    private boolean losesNextAnswer;
    private boolean findsServerBusy;

    private FakePhone(Transport server, MemoryStore store, long seed) {
        this.server = server;
        this.store = store;
        this.transport = over(server);
        this.phone = Phone.open(store, this, new Random(seed));
    }

    /** A phone that is new and online. */
    public static FakePhone of(TestServer server, String user, String password) {
        return at(server.uri("/"), user, password, user.hashCode());
    }

    /**
     * As {@link #of}, by way of whatever stands at that address.
     *
     * @param seed of what is random on this phone, its ids among them
     */
    public static FakePhone at(URI server, String user, String password, long seed) {
        return new FakePhone(link(server, user, password), new MemoryStore(), seed);
    }

    /** A phone that was let in by a manager's code. */
    public static FakePhone enrolled(TestServer server, EnrolledDevice device) {
        return new FakePhone(
                link(server, device), new MemoryStore(), device.id().hashCode());
    }

    /** As {@link #signsIn(TestServer, String, String)}, without a password. */
    public void signsIn(TestServer at, EnrolledDevice device) {
        server = link(at, device);
        transport = over(server);
        phone.signIn(device.trainer());
    }

    private static Transport link(TestServer server, EnrolledDevice device) {
        HttpServer address = HttpServer.at(server.uri("/api/v1").toString());
        return new HttpTransport(address, new DeviceTokenSource(address, device, Enrolling.APP));
    }

    private static Transport link(URI server, String user, String password) {
        HttpServer address = HttpServer.at(server.resolve("/api/v1").toString());
        return new HttpTransport(address, new PasswordTokenSource(address, user, password));
    }

    /** Another phone of the same person, filled from a backup of this one as it is now. */
    public FakePhone replacement() {
        return new FakePhone(server, store.copy(), store.hashCode());
    }

    /** Somebody else takes the phone, or it comes back to whom it was taken from. */
    public void signsIn(TestServer at, String user, String password) {
        signsIn(at.uri("/"), user, password);
    }

    /** As {@link #signsIn(TestServer, String, String)}, at a server that runs anywhere. */
    public void signsIn(URI at, String user, String password) {
        server = link(at, user, password);
        transport = over(server);
        phone.signIn(user);
    }

    public void goesOffline() {
        online = false;
    }

    public void comesOnline() {
        online = true;
    }

    /** Somebody sets the clock, or a flat battery does. */
    public void clockSays(Instant time) {
        wall = time;
    }

    public void passes(Duration time) {
        wall = wall.plus(time);
        up = up.plus(time);
    }

    /** The next push is committed by the server, but the answer does not come back. */
    public void losesNextAnswer() {
        losesNextAnswer = true;
    }

    /** The server takes nothing of the next push, and says so. */
    public void findsServerBusy() {
        findsServerBusy = true;
    }

    /** An assessment that is new, completed at that time. */
    public EntityId records(
            String number, InstrumentVersion instrument, Phase phase, Instant completedAt, Map<String, ?> answers) {
        EntityId assessment = Phone.assessment(phone.newAssessmentId());
        phone.capture(
                assessment,
                OperationKind.PUT,
                new JsonFields()
                        .put("participant_id", participant(number).id())
                        .put("instrument", instrument.instrument().value())
                        .put("instrument_version", instrument.version())
                        .put("phase", phase.name())
                        .put("attempt", 1)
                        .put("completed_at", Timestamps.format(completedAt))
                        .put("answers", answers)
                        .toMap());
        return assessment;
    }

    /** Takes a photo; what it gives is an answer. */
    public Map<String, Object> photographs(byte[] jpeg) {
        String sha256 = CanonicalJson.hex(CanonicalJson.sha256().digest(jpeg));
        photos.put(sha256, jpeg);
        return Map.of("sha256", sha256, "size", jpeg.length, "mime", "image/jpeg");
    }

    /** Somebody who is not on the roster yet. */
    public EntityId registers(String cohort, String number, String name) {
        EntityId person = Phone.participant(phone.newParticipantId());
        phone.capture(person, OperationKind.PUT, Map.of("cohort", cohort, "number", number, "name", name));
        return person;
    }

    public void amends(EntityId assessment, Map<String, ?> answers) {
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", answers));
    }

    public void voids(EntityId assessment, String reason) {
        phone.capture(assessment, OperationKind.VOID, Map.of("reason", reason));
    }

    /** Rounds until all is sent and pulled. */
    public void syncs() {
        SyncReport report = round();
        for (int i = 1; i < MOST_ROUNDS && report.outcome() != SyncReport.Outcome.COMPLETE; i++) {
            report = round();
        }
        assertThat(report.outcome()).as(report.toString()).isEqualTo(SyncReport.Outcome.COMPLETE);
        assertThat(report.digestMismatches()).isZero();
    }

    /** One round, however it ends. */
    public SyncReport round() {
        return phone.engine(transport, "test", this::open).run();
    }

    /** The person with that number, who must be on the phone. */
    public LocalDocument participant(String number) {
        return phone.documents("participant").stream()
                .filter(each -> number.equals(each.doc().get("number")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the phone does not know " + number));
    }

    public List<LocalDocument> people() {
        return phone.documents("participant");
    }

    public List<LocalDocument> assessments() {
        return phone.documents("assessment");
    }

    public LocalDocument shows(EntityId entity) {
        return phone.document(entity).orElseThrow();
    }

    /** Who else has work on this phone that was not handed in. */
    public List<Waiting> othersWaiting() {
        return phone.status().others();
    }

    public int unsent() {
        return phone.status().unsent();
    }

    /** What the server answered, as far as answers arrived, in the order of the operations. */
    public List<PushStatus> answers() {
        return results.stream().map(PushResult::status).toList();
    }

    @Override
    public long wallMillis() {
        return wall.toEpochMilli();
    }

    @Override
    public long monotonicMillis() {
        return up.toMillis();
    }

    private InputStream open(String sha256) throws IOException {
        byte[] photo = photos.get(sha256);
        if (photo == null) {
            throw new FileNotFoundException("the gallery was cleared");
        }
        return new ByteArrayInputStream(photo);
    }

    private Transport over(Transport server) {
        return (Transport) Proxy.newProxyInstance(
                Transport.class.getClassLoader(), new Class<?>[] {Transport.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("user")) {
                        return server.user();
                    }
                    if (!online) {
                        throw noNetwork();
                    }
                    if (findsServerBusy && arguments != null && arguments[0] instanceof Push) {
                        findsServerBusy = false;
                        Hello hello = server.hello();
                        return new PushAnswer(hello.serverTime(), hello.epoch(), List.of());
                    }
                    try {
                        return received(method.invoke(server, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private Object received(Object answer) throws TransportException {
        if (answer instanceof PushAnswer push) {
            if (losesNextAnswer) {
                losesNextAnswer = false;
                throw noNetwork();
            }
            results.addAll(push.results());
        } else if (answer instanceof StatusAnswer status) {
            results.addAll(status.known());
        }
        return answer;
    }

    private static TransportException noNetwork() {
        return TransportException.noAnswer("no network", new IOException("no network"));
    }
}
