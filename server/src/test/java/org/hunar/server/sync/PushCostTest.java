package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.StatementCounter;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** What a push costs the database, counted in statements: a fixed number, however many operations it brings. */
class PushCostTest {
    private static final int MOST_STATEMENTS = 30;

    private final Captures phone = new Captures();

    @DatabaseTest
    void fiveHundredAssessmentsCostAsManyStatementsAsOne(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server);
            String ali = Captures.id();
            Map<String, Object> enrolment = phone.participant(ali, LAHORE, "1");
            List<Object> one = assessmentsOf(ali, 1);
            List<Object> many = assessmentsOf(ali, 500);

            cost(server.database(), phone.push(enrolment));
            int ofOne = cost(server.database(), phone.push(one));
            int ofMany = cost(server.database(), phone.push(many));
            int again = cost(server.database(), phone.push(many));

            assertThat(ofMany).isEqualTo(ofOne).isLessThanOrEqualTo(MOST_STATEMENTS);
            assertThat(again).isLessThan(ofMany);
        }
    }

    private List<Object> assessmentsOf(String participant, int count) {
        List<Object> operations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operations.add(phone.assessment(
                    Captures.id(),
                    participant,
                    Map.of("ppe", "yes", "tools", List.of("torch"), "quality", 7, "gap", 1.5)));
        }
        return operations;
    }

    private static int cost(Database database, Map<String, Object> push) {
        byte[] body = Json.write(push).getBytes(StandardCharsets.UTF_8);
        EnvelopeReader.Envelope envelope = new EnvelopeReader(Limits.DEFAULT).read(body);
        Batch batch =
                new Batch(AMNA, envelope.installId(), envelope.appVersion(), Batch.Origin.DEVICE, envelope.incoming());
        Intake intake = intake(database);
        List<PushResult> results = new ArrayList<>();
        int statements =
                database.inTransaction(tx -> StatementCounter.count(tx, () -> results.addAll(intake.take(tx, batch))));
        assertThat(results.stream().map(PushResult::status).collect(Collectors.toSet()))
                .doesNotContain(PushStatus.REJECTED, PushStatus.HELD, PushStatus.RETRY);
        return statements;
    }

    private static Intake intake(Database database) {
        Programmes programmes = new Programmes();
        Instruments instruments = new Instruments();
        Assessments assessments = new AssessmentFeature().assessments();
        return new SyncFeature(
                        database,
                        TestPeople.on(database).users(),
                        programmes,
                        instruments,
                        new Participants(),
                        assessments,
                        new ScoringFeature(programmes, instruments, assessments).scores(),
                        new Feed(),
                        new SecureRandom(),
                        () -> TestServer.START)
                .intake();
    }
}
