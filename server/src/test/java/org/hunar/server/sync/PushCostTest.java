package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SqlMeter;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** What a push costs is counted in statements to the database, from the request to the answer. */
class PushCostTest {
    private static final int FEW = 50;
    private static final int MANY = 500;
    /** With the sign-in and what is read around the transaction. */
    private static final int MOST_STATEMENTS = 40;

    private final Captures phone = new Captures();

    @DatabaseTest
    void aPushTakesAsManyStatementsForManyAsForFew(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind, SqlMeter.SETTING)) {
            SyncClient client =
                    new SyncClient(server, WeldingProgramme.setUp(server).tokenOf(AMNA));
            // the first push of a phone makes its row
            cost(client, participants(people(1)));
            List<String> few = people(FEW);
            List<String> many = people(MANY);

            int fewPeople = cost(client, participants(few));
            int manyPeople = cost(client, participants(many));
            Map<String, Object> assessments = assessments(many);
            int fewAssessments = cost(client, assessments(few));
            int manyAssessments = cost(client, assessments);
            int repeated = SqlMeter.count(() -> assertAll("DUPLICATE", client.push(assessments)));

            System.out.printf(
                    "Statements of a push on %s: %d for %d participants, %d for %d assessments, %d if repeated%n",
                    kind, manyPeople, MANY, manyAssessments, MANY, repeated);
            assertThat(manyPeople).as("participants").isEqualTo(fewPeople).isBetween(1, MOST_STATEMENTS);
            assertThat(manyAssessments)
                    .as("assessments")
                    .isEqualTo(fewAssessments)
                    .isBetween(1, MOST_STATEMENTS);
            assertThat(repeated).as("assessments once more").isBetween(1, manyAssessments);
        }
    }

    private static int cost(SyncClient client, Map<String, Object> push) {
        return SqlMeter.count(() -> assertAll("APPLIED", client.push(push)));
    }

    private static void assertAll(String status, List<JsonObject> results) {
        assertThat(results)
                .allSatisfy(result -> assertThat(result.text("status")).isEqualTo(status));
    }

    private Map<String, Object> participants(List<String> people) {
        return phone.push(people.stream()
                .map(person -> phone.participant(person, LAHORE, person))
                .toList());
    }

    private Map<String, Object> assessments(List<String> people) {
        return phone.push(people.stream()
                .map(person -> phone.assessment(Captures.id(), person, Map.of("ppe", "yes", "quality", 7)))
                .toList());
    }

    private static List<String> people(int count) {
        return Stream.generate(Captures::id).limit(count).toList();
    }
}
