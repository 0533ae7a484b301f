package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** The same record comes more than once, on purpose or by mistake. */
class SentTwiceTest {
    private static final int AT_ONCE = 5;

    @DatabaseTest
    @Ask(
            value = 2,
            cites = {"kobotoolbox/kobocat#470", "kobotoolbox/kobocat PR #859"})
    void theSameRecordFromFiveConnectionsAtOnceToTwoServersArrivesOnce(TestDatabase.Kind kind) throws Exception {
        TestDatabase database = kind.create();
        try (TestServer one = TestServer.over(database);
                TestServer other = TestServer.over(database)) {
            Lahore lahore = Lahore.on(one);
            String token = lahore.programme().tokenOf(AMNA);
            Captures phone = new Captures();
            Map<String, Object> push = phone.push(phone.participant(id(), LAHORE, "LHR-03-017"));
            List<String> statuses = new ArrayList<>();
            ExecutorService connections = Executors.newFixedThreadPool(AT_ONCE);
            try {
                List<Future<JsonObject>> answers = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    SyncClient client = new SyncClient(i % 2 == 0 ? one : other, token);
                    answers.add(connections.submit(() -> client.pushOne(push)));
                }
                for (Future<JsonObject> answer : answers) {
                    statuses.add(answer.get().text("status"));
                }
            } finally {
                connections.shutdownNow();
            }

            assertThat(statuses).filteredOn("APPLIED"::equals).hasSize(1);
            assertThat(statuses).filteredOn("DUPLICATE"::equals).hasSize(AT_ONCE - 1);
            assertThat(new SyncClient(other, token).pullAll().values())
                    .filteredOn(item -> item.entity().equals("participant"))
                    .hasSize(Lahore.PEOPLE.size() + 1);
        }
    }

    @DatabaseTest
    @Ask(value = 3, cites = "getodk/collect#4589")
    void oneIdWithTwoContentsStopsNothingBehindItAndBothAreKept(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna =
                    new SyncClient(server, Lahore.on(server).programme().tokenOf(AMNA));
            Captures phone = new Captures();
            String ali = id();
            Map<String, Object> first = phone.participant(ali, LAHORE, "LHR-03-017");
            Map<String, Object> changed = new LinkedHashMap<>(first);
            changed.put("body", Map.of("cohort", LAHORE, "number", "LHR-03-018"));
            String sana = id();
            amna.push(phone.push(first));

            List<JsonObject> results = amna.push(phone.push(changed, phone.participant(sana, LAHORE, "LHR-03-019")));

            assertThat(results.get(0).text("status")).isEqualTo("REJECTED");
            assertThat(results.get(0).text("code")).isEqualTo("IDEMPOTENCY_MISMATCH");
            assertThat(results.get(1).text("status")).isEqualTo("APPLIED");
            assertThat(amna.document("cohort:" + LAHORE, "participant", ali)).containsEntry("number", "LHR-03-017");
            assertThat(quarantined(server)).containsExactly("IDEMPOTENCY_MISMATCH LHR-03-018");
        }
    }

    private static List<String> quarantined(TestServer server) {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select code, raw from quarantine")
                        .map((row, context) -> row.getString("code") + " "
                                + Json.readObject(tx.seal().open(row.getBytes("raw")))
                                        .object("body")
                                        .text("number"))
                        .list());
    }
}
