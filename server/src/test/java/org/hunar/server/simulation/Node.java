package org.hunar.server.simulation;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.PasswordCost;
import org.hunar.server.auth.PasswordsConfig;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.auth.Users;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.blob.BlobResource;
import org.hunar.server.blob.UploadResource;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.openrosa.OpenRosaFeature;
import org.hunar.server.openrosa.SubmissionResource;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.privacy.PrivacyFeature;
import org.hunar.server.programme.ProgrammeFeature;
import org.hunar.server.programme.ScoringRulesListener;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.report.state.Standings;
import org.hunar.server.review.ReviewFeature;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Retry;
import org.hunar.server.sync.Feed;
import org.hunar.server.sync.HelloResource;
import org.hunar.server.sync.Intake;
import org.hunar.server.sync.LimitsConfig;
import org.hunar.server.sync.PullResource;
import org.hunar.server.sync.PushResource;
import org.hunar.server.sync.StatusResource;
import org.hunar.server.sync.SyncConfig;
import org.hunar.server.sync.SyncFeature;
import org.hunar.server.testing.TestSeal;

/**
 * One server node without its network: the features wired as in {@code ServerApplication}, called as Jersey would call
 * them, each message through its text. It does one request at a time, so that another node can do one in the middle.
 */
final class Node {
    private static final String SIGNING_KEY = "dGVzdC10ZXN0LXRlc3QtdGVzdC10ZXN0LXRlc3QtISE=";

    /** Rates are measured by the real time, which does not pass here. */
    private static final LimitsConfig WITHOUT_LIMITS =
            new LimitsConfig(Integer.MAX_VALUE, Integer.MAX_VALUE, null, null, null, null);

    private static final BlobConfig IN_TABLES =
            new BlobConfig(BlobConfig.Place.DATABASE, null, null, null, null, null, null);

    private final String name;
    private final SharedStore store;
    private final Wiring wiring;
    private final NodeConnection connection;
    private final Database database;
    private final Users users;
    private final Registrations jersey = new Registrations();
    private final SyncFeature sync;
    private final HelloResource hello;
    private final PushResource push;
    private final PullResource pull;
    private final StatusResource status;
    private final Chores chores = new Chores();
    private final Chores choresOfForms = new Chores();
    private final NodeFiles files;
    private final SubmissionResource forms;
    private boolean busy;

    Node(String name, SharedStore store, VirtualTime clock, SeededRandom random, Wiring wiring) {
        this.name = name;
        this.store = store;
        this.wiring = wiring;
        this.connection = new NodeConnection(store.connect(), wiring);
        this.database =
                Database.over(source(connection), store.dialect(), new Retry(random, pause -> {}), TestSeal.SEAL);
        AuthFeature auth = new AuthFeature(
                database,
                new TokensConfig(Optional.of(SIGNING_KEY), null, null, null, null),
                PasswordsConfig.DEFAULT,
                PasswordCost.FOR_TESTS,
                random,
                clock);
        this.users = auth.users();
        this.sync = wire(auth, clock, random, wiring);
        this.hello = resource(HelloResource.class);
        this.push = resource(PushResource.class);
        this.pull = resource(PullResource.class);
        this.status = resource(StatusResource.class);
        this.files = new NodeFiles(resource(UploadResource.class), resource(BlobResource.class));
        this.forms = resource(SubmissionResource.class);
    }

    private SyncFeature wire(AuthFeature auth, VirtualTime clock, SeededRandom random, Wiring wiring) {
        ProgrammeFeature programme = new ProgrammeFeature(database, users, auth.audit());
        InstrumentFeature instrument = new InstrumentFeature(database, programme.programmes(), auth.audit(), clock);
        ParticipantFeature participant = new ParticipantFeature(database, programme.programmes());
        AssessmentFeature assessment = new AssessmentFeature();
        ScoringFeature scoring =
                new ScoringFeature(programme.programmes(), instrument.instruments(), assessment.assessments());
        BlobFeature blob = new BlobFeature(database, assessment.assessments(), IN_TABLES, random, clock);
        ReviewFeature review = new ReviewFeature(
                database, participant.participants(), assessment.assessments(), auth.audit(), random, clock);
        ReportFeature report = new ReportFeature(
                database,
                programme.programmes(),
                instrument.instruments(),
                assessment.assessments(),
                scoring.scores(),
                clock);
        Feed feed = wiring.feed(clock);
        SyncFeature built = wiring.sync(
                new Wiring.Parts(
                        database,
                        users,
                        auth.audit(),
                        programme,
                        instrument,
                        participant,
                        assessment,
                        blob,
                        scoring,
                        review,
                        report,
                        random,
                        clock),
                feed);
        Standings standings = report.standings();
        programme.register(jersey, standings.andThen(feed), scoring.scores().andThen((ScoringRulesListener) standings));
        instrument.register(
                jersey,
                chores,
                built.onPublication().andThen(standings),
                scoring.register(jersey, database, scoring.scores().andThen((AssessmentListener) standings), clock));
        built.register(
                jersey,
                chores,
                SyncConfig.DEFAULT,
                WITHOUT_LIMITS,
                WITHOUT_LIMITS.admission(random),
                () -> "nonce",
                results -> {});
        blob.register(jersey, chores);
        review.register(jersey, built.managers(), instrument.instruments());
        OpenRosaFeature openRosa = new OpenRosaFeature(
                database,
                auth,
                programme.programmes(),
                instrument,
                participant.participants(),
                blob,
                built.intake(),
                random,
                clock);
        openRosa.register(jersey, choresOfForms, Optional.empty(), Optional.empty());
        new PrivacyFeature(
                        database,
                        programme.programmes(),
                        participant.participants(),
                        blob.blobs(),
                        built.managers(),
                        built.eraser(),
                        openRosa::erased,
                        auth.audit(),
                        clock)
                .register(jersey, choresOfForms);
        return built;
    }

    @Override
    public String toString() {
        return name;
    }

    boolean isBusy() {
        return busy;
    }

    /** Called at each moment of this node's transactions. */
    void hook(NodeConnection.Hook hook) {
        connection.hook(hook);
    }

    Intake intake() {
        return sync.intake();
    }

    Database database() {
        return database;
    }

    /** What the node does every hour or day. */
    Chores chores() {
        return chores;
    }

    /** As {@link #chores}, where forms come in or people are erased; others tell their story without. */
    Chores choresOfForms() {
        return choresOfForms;
    }

    NodeFiles files() {
        return files;
    }

    /** A resource as it was registered. */
    <T> T resource(Class<T> type) {
        return jersey.find(type);
    }

    /** What the user is granted now. */
    Caller caller(String user) {
        return database.inSnapshot(tx -> new Caller(
                user,
                List.of(),
                users.history(tx, List.of(user)).getOrDefault(user, List.of()).stream()
                        .filter(grant -> grant.until().isEmpty())
                        .toList()));
    }

    /** The answer; empty when the node crashed. */
    Optional<Answer> handle(Request request) {
        return doing(() -> Json.write(answer(request)).getBytes(StandardCharsets.UTF_8));
    }

    /** Anything that this node is asked; the answer, or nothing when it crashed. */
    Optional<Answer> doing(Work work) {
        busy = true;
        try {
            return Optional.of(Answer.ok(work.run()));
        } catch (ProblemException e) {
            return Optional.of(Answer.refusal(e));
        } catch (InvalidException e) {
            return Optional.of(Answer.refusal(ProblemException.invalid(e.violations(), e.getMessage())));
        } catch (BusyException e) {
            return Optional.of(Answer.refusal(ProblemException.busy(1)));
        } catch (NodeCrashed e) {
            return Optional.empty();
        } catch (PhoneKilled | InvariantBroken e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InvariantBroken("500", "a node met something that nobody foresaw: " + e, e);
        } finally {
            busy = false;
        }
    }

    /**
     * The end of a request: whether the process lived to see it.
     *
     * @return whether anything was to be kept that was not kept before
     */
    boolean ended(boolean alive) {
        try {
            return connection.settle(alive);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a node does for somebody. */
    @FunctionalInterface
    interface Work {
        /** Returns the body of the answer. */
        byte[] run();
    }

    private Map<String, Object> answer(Request request) {
        if (request.path() == Request.Path.HELLO) {
            return hello.hello();
        }
        Caller caller = caller(request.user());
        return switch (request.path()) {
            case PUSH -> wiring.push(store, request.body(), body -> Messages.bytes(push.push(caller, body)));
            case PULL -> pull.pull(caller, Json.readObject(request.body()));
            case ANNOUNCE -> files.announce(caller, request.headers());
            case APPEND -> files.append(caller, request);
            case SUBMIT -> submitted(caller, wiring.submission(request));
            default -> status.status(caller, Json.readObject(request.body()));
        };
    }

    /** Collect reads nothing of the answer but its status. */
    private Map<String, Object> submitted(Caller caller, Request request) {
        return Map.of(
                Link.STATUS,
                forms.submit(caller, Cluster.PROGRAMME, NodeFiles.servletRequest(request))
                        .getStatus());
    }

    private static DataSource source(NodeConnection connection) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return connection.connection();
                    }
                    throw new IllegalStateException("a node asks its database for nothing but its connection");
                });
    }
}
