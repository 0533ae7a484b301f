package org.hunar.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jackson.AnnotationSensitivePropertyNamingStrategy;
import io.dropwizard.jackson.FuzzyEnumModule;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.KeysCommand;
import org.hunar.server.auth.PasswordCost;
import org.hunar.server.auth.UserCommand;
import org.hunar.server.auth.Users;
import org.hunar.server.auth.WebSessions;
import org.hunar.server.backup.BackupCommand;
import org.hunar.server.backup.BackupFeature;
import org.hunar.server.backup.BackupTools;
import org.hunar.server.backup.MoveCommand;
import org.hunar.server.backup.RestoreCommand;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.blob.BlobStoreException;
import org.hunar.server.conformance.ConformanceCommand;
import org.hunar.server.dashboard.DashboardFeature;
import org.hunar.server.demo.DemoCommand;
import org.hunar.server.device.DeviceFeature;
import org.hunar.server.export.ExportFeature;
import org.hunar.server.http.Admission;
import org.hunar.server.http.HttpFeature;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.odata.ODataFeature;
import org.hunar.server.openapi.OpenApiFeature;
import org.hunar.server.openrosa.OpenRosaFeature;
import org.hunar.server.operations.DoctorCommand;
import org.hunar.server.operations.OperationsFeature;
import org.hunar.server.operations.ServerMetrics;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.privacy.PrivacyFeature;
import org.hunar.server.programme.ProgrammeFeature;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.ScoringRulesListener;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.report.figures.FiguresCommand;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.report.state.ReportCommand;
import org.hunar.server.report.state.Standings;
import org.hunar.server.review.ReviewFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.CommandDatabase;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.MigrationCommands;
import org.hunar.server.storage.Retry;
import org.hunar.server.storage.SealedColumn;
import org.hunar.server.storage.Staleness;
import org.hunar.server.storage.StorageFeature;
import org.hunar.server.storage.UnavailableException;
import org.hunar.server.sync.Feed;
import org.hunar.server.sync.SyncFeature;
import org.hunar.server.webhook.WebhookFeature;
import org.hunar.server.xlsform.CheckCommand;

/** The contents page of the server: builds each feature in order, hands it what it needs, registers it. */
public final class ServerApplication extends Application<ServerConfiguration> {
    private static final int RETRY_AFTER_OUTAGE_SECONDS = 30;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final DatabaseUrl databaseUrl;
    private final PasswordCost passwordCost;

    public ServerApplication() {
        this(Clock.systemUTC(), DatabaseUrl.DURABLE, PasswordCost.OWASP);
    }

    /** For tests: with a clock of their own and, perhaps, a database in memory and passwords that are quickly checked. */
    public ServerApplication(Clock clock, DatabaseUrl databaseUrl, PasswordCost passwordCost) {
        this.clock = clock;
        this.databaseUrl = databaseUrl;
        this.passwordCost = passwordCost;
    }

    public static void main(String[] arguments) throws Exception {
        new ServerApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "hunar";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<ServerConfiguration> bootstrap) {
        bootstrap.addCommand(new StartCommand(this, clock));
        bootstrap.addCommand(new DemoCommand(clock));
        bootstrap.addCommand(new DoctorCommand<>(
                ServerConfiguration.class,
                ServerConfiguration::installation,
                ServerConfiguration::identity,
                sealed(),
                clock,
                System.out));
        bootstrap.addCommand(new ConformanceCommand(random));
    }

    @Override
    public void initialize(Bootstrap<ServerConfiguration> bootstrap) {
        bootstrap.setObjectMapper(readingOnce());
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
        bootstrap.addCommand(new UserCommand<>(ServerConfiguration.class, this::openUsers, random, System.out));
        bootstrap.addCommand(new KeysCommand<>(
                ServerConfiguration.class,
                ServerConfiguration::tokens,
                ServerConfiguration::identity,
                random,
                clock,
                System.out));
        bootstrap.addCommand(new MigrationCommands<>(ServerConfiguration.class, ServerConfiguration::database));
        addBackupCommands(bootstrap);
        bootstrap.addCommand(new FiguresCommand());
        bootstrap.addCommand(new CheckCommand());
        bootstrap.addCommand(new ReportCommand<>(ServerConfiguration.class, this::openReports, System.out));
    }

    /** Reads settings as Dropwizard's does, but makes no classes for them that would pay for themselves at the second time. */
    private static ObjectMapper readingOnce() {
        return Jackson.newMinimalObjectMapper()
                .registerModules(new FuzzyEnumModule(), new ParameterNamesModule(), new Jdk8Module())
                .setPropertyNamingStrategy(new AnnotationSensitivePropertyNamingStrategy());
    }

    private void addBackupCommands(Bootstrap<ServerConfiguration> bootstrap) {
        Class<ServerConfiguration> type = ServerConfiguration.class;
        Retry retry = new Retry(random, ServerApplication::sleep);
        BackupTools tools = new BackupTools(databaseUrl, retry, random, clock, SyncFeature::raiseEpoch);
        bootstrap.addCommand(new BackupCommand<>(type, ServerConfiguration::site, tools, System.out));
        bootstrap.addCommand(new RestoreCommand<>(type, ServerConfiguration::site, tools, System.out));
        bootstrap.addCommand(new MoveCommand<>(type, ServerConfiguration::site, tools, System.out));
    }

    @Override
    public void run(ServerConfiguration configuration, Environment environment) {
        Database database = StorageFeature.open(
                environment,
                configuration.database(),
                configuration.identity(),
                databaseUrl,
                new Retry(random, ServerApplication::sleep),
                random,
                clock);

        JerseyEnvironment jersey = new HttpFeature()
                .answer(BusyException.class, busy -> ProblemException.busy(1))
                .answer(UnavailableException.class, ServerApplication::unavailable)
                .answer(BlobStoreException.class, BlobFeature::refusal)
                .say(OpenRosaFeature.DOOR, OpenRosaFeature::say)
                .tell("Hunar-Replica-Lag", () -> Staleness.take().map(behind -> behind.toMillis() / 1000.0))
                .register(environment, configuration.getServerFactory(), configuration.http(), clock, random);
        ServerMetrics metrics = new ServerMetrics(environment.metrics(), database, clock);

        AuthFeature auth = new AuthFeature(
                database,
                configuration.tokens(),
                configuration.passwords().chosenBy(System.getenv()),
                passwordCost,
                random,
                clock);
        auth.addAdministrator(System.out::println);
        DeviceFeature device = new DeviceFeature(database, auth, configuration.devices(), random, clock);
        ProgrammeFeature programme = new ProgrammeFeature(database, auth.users(), auth.audit());
        InstrumentFeature instrument = new InstrumentFeature(database, programme.programmes(), auth.audit(), clock);
        ParticipantFeature participant = new ParticipantFeature(database, programme.programmes());
        AssessmentFeature assessment = new AssessmentFeature();
        ScoringFeature scoring =
                new ScoringFeature(programme.programmes(), instrument.instruments(), assessment.assessments());
        BlobFeature blob = new BlobFeature(database, assessment.assessments(), configuration.blobs(), random, clock);
        Feed feed = new Feed(clock);
        ReviewFeature review = new ReviewFeature(
                database, participant.participants(), assessment.assessments(), auth.audit(), random, clock);
        ReportFeature report = new ReportFeature(
                database,
                programme.programmes(),
                instrument.instruments(),
                assessment.assessments(),
                scoring.scores(),
                clock);
        Standings standings = report.standings();
        WebhookFeature webhooks = new WebhookFeature(database, configuration.webhooks(), clock);
        SyncFeature sync = new SyncFeature(
                database,
                auth.users(),
                auth.audit(),
                programme.programmes(),
                instrument.instruments(),
                participant.participants(),
                assessment.assessments(),
                blob.blobs(),
                scoring.scores().andThen((AssessmentListener) webhooks.outbox()),
                standings::pushed,
                review.cases(),
                feed,
                random,
                clock);

        StorageFeature.keepSealed(environment.lifecycle(), database, sealed());
        auth.register(jersey, programme.programmes(), device.devices());
        auth.registerBasic(jersey, configuration.http().proxy());
        auth.registerAudit(jersey, environment.lifecycle(), environment.metrics());
        device.register(jersey, environment.lifecycle());
        programme.register(jersey, standings.andThen(feed), scoring.scores().andThen((ScoringRulesListener) standings));
        instrument.register(
                jersey,
                environment.lifecycle(),
                sync.onPublication().andThen(standings),
                webhooks.outbox()
                        .watching(scoring.register(
                                jersey, database, scoring.scores().andThen((AssessmentListener) standings), clock)));
        participant.register(jersey, sync.roster(), ReportFeature.likelyKnown());
        assessment.register(
                jersey,
                database,
                List.of(
                        assessment.person(participant.participants()),
                        scoring.detail(),
                        review.openCases(),
                        assessment.late(programme.programmes())),
                List.of(sync.history()));
        blob.register(jersey, environment.lifecycle());
        Admission admission = configuration.limits().admission(random);
        sync.register(
                jersey,
                environment.lifecycle(),
                configuration.sync(),
                configuration.limits(),
                admission,
                auth.nonces()::fresh,
                metrics::pushed);
        metrics.queue(admission::waiting);
        review.register(jersey, sync.managers(), instrument.instruments());
        OpenRosaFeature openRosa = new OpenRosaFeature(
                database,
                auth,
                programme.programmes(),
                instrument,
                participant.participants(),
                blob,
                sync.intake(),
                random,
                clock);
        openRosa.register(
                jersey,
                environment.lifecycle(),
                configuration.devices().publicUrl(),
                configuration.http().proxy());
        new PrivacyFeature(
                        database,
                        programme.programmes(),
                        participant.participants(),
                        blob.blobs(),
                        sync.managers(),
                        sync.eraser(),
                        openRosa::erased,
                        auth.audit(),
                        clock)
                .register(jersey, environment.lifecycle());
        report.register(jersey, environment.lifecycle(), feed::moved);
        ExportFeature export = new ExportFeature(
                database,
                programme.programmes(),
                participant.participants(),
                assessment.assessments(),
                scoring.scores(),
                report,
                auth.audit());
        export.register(jersey);
        ODataFeature.register(jersey, export.exports());
        webhooks.register(
                jersey, environment.lifecycle(), programme.programmes(), report.state(), auth.audit(), random);
        OpenApiFeature.register(jersey);
        WebSessions pages = new DashboardFeature()
                .register(environment, jersey, auth, configuration.oidc().offered());
        auth.registerOidc(jersey, configuration.oidc(), pages);
        BackupFeature.register(environment, database, configuration.blobs(), configuration.tokens(), random, clock);
        OperationsFeature.register(environment, jersey, metrics);
    }

    private static List<SealedColumn> sealed() {
        return Stream.of(ParticipantFeature.SEALED, SyncFeature.SEALED, ReviewFeature.SEALED, OpenRosaFeature.SEALED)
                .flatMap(List::stream)
                .toList();
    }

    private void openUsers(ServerConfiguration configuration, UserCommand.Work work) throws Exception {
        Retry retry = new Retry(random, ServerApplication::sleep);
        CommandDatabase.use(
                configuration.database(), configuration.identity(), databaseUrl, retry, random, database -> {
                    Users users = AuthFeature.users(database, configuration.passwords(), passwordCost, random, clock);
                    work.with(users, new Programmes());
                });
    }

    private void openReports(ServerConfiguration configuration, Consumer<KeptState> work) throws Exception {
        Retry retry = new Retry(random, ServerApplication::sleep);
        CommandDatabase.use(
                configuration.database(), configuration.identity(), databaseUrl, retry, random, database -> {
                    Programmes programmes = new Programmes();
                    Assessments assessments = new AssessmentFeature().assessments();
                    Instruments instruments = new Instruments();
                    Scores scores = new ScoringFeature(programmes, instruments, assessments).scores();
                    work.accept(
                            new ReportFeature(database, programmes, instruments, assessments, scores, clock).state());
                });
    }

    private static ProblemException unavailable(UnavailableException outage) {
        return ProblemException.unavailable(outage.reason().name(), outage.getMessage(), RETRY_AFTER_OUTAGE_SECONDS);
    }

    private static void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }
}
