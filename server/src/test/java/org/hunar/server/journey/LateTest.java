package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/**
 * The test was closed while a phone was offline. The ask: learningequality/kolibri#15195. And the phone's clock may have
 * been wrong all the time: medic/cht-core#4957.
 */
class LateTest {
    private static final String CLOSED = "2026-09-25T18:00:00.000Z";
    private static final Instant AFTERWARDS = Instant.parse("2026-09-27T08:00:00Z");

    private final Captures phone = new Captures();
    private final String ali = id();
    private final String bano = id();
    private final String inTime = id();
    private final String afterClosing = id();

    @DatabaseTest
    @Ask(value = 8, cites = "learningequality/kolibri#15195")
    void whatComesAfterTheCohortClosedIsKeptAndTheManagersRuleDecides(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Manager manager = new Manager(server);
            manager.close(CLOSED);
            server.clock().set(AFTERWARDS);
            handIn(server);

            assertThat(manager.late(inTime)).isEqualTo(Map.of("received", true, "captured", false));
            assertThat(manager.late(afterClosing)).isEqualTo(Map.of("received", true, "captured", true));
            assertThat(manager.list("?late=true")).containsExactlyInAnyOrder(inTime, afterClosing);
            assertThat(manager.list("?late=false")).isEmpty();
            assertThat(manager.list("")).hasSize(2);
            assertThat(manager.tested()).isEqualTo(2);
            manager.rule("EXCLUDE_CAPTURED");
            assertThat(manager.tested()).isEqualTo(1);
            manager.rule("EXCLUDE");
            assertThat(manager.tested()).isZero();
            manager.rule("COUNT");
            assertThat(manager.tested()).isEqualTo(2);
        }
    }

    @DatabaseTest
    void aCohortThatIsClosedOrOpenedAfterwardsIsSeenInWhatIsThereAlready(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Manager manager = new Manager(server);
            manager.rule("EXCLUDE");
            server.clock().set(AFTERWARDS);
            handIn(server);
            assertThat(manager.late(inTime)).isEmpty();
            assertThat(manager.tested()).isEqualTo(2);
            long version = manager.report().integer("data_version");

            manager.close(CLOSED);
            assertThat(manager.list("?late=true")).hasSize(2);
            assertThat(manager.tested()).isZero();
            assertThat(manager.report().integer("data_version")).isGreaterThan(version);

            manager.close("2026-10-30T18:00:00.000Z");
            assertThat(manager.list("?late=true")).isEmpty();
            assertThat(manager.tested()).isEqualTo(2);
        }
    }

    @DatabaseTest
    void clocksThatAreYearsOffAreMeasuredAndBothTimesAreKept(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Manager manager = new Manager(server);
            server.clock().set(AFTERWARDS);
            SyncClient amna = new SyncClient(server, manager.tokenOf(AMNA));
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));

            assertThat(corrected(manager, amna, "1970-01-02T00:00:00.000Z", "1970-01-03T00:00:00.000Z"))
                    .as("never heard from a server, its clock at the beginning of time")
                    .isEqualTo(AFTERWARDS.minus(Duration.ofDays(1)));
            assertThat(corrected(manager, amna, "2036-09-27T07:00:00.000Z", "2036-09-27T08:00:00.000Z"))
                    .as("ten years ahead")
                    .isEqualTo(AFTERWARDS.minus(Duration.ofHours(1)));
            assertThat(corrected(manager, amna, "2016-09-27T07:00:00.000Z", "2016-09-27T08:00:00.000Z"))
                    .as("ten years behind")
                    .isEqualTo(AFTERWARDS.minus(Duration.ofHours(1)));
            assertThat(corrected(manager, amna, "2026-09-26T10:00:00.000Z", "1970-01-03T00:00:00.000Z"))
                    .as("the phone knew that its clock is wrong, and said the server's time")
                    .isEqualTo("2026-09-26T10:00:00Z");
            assertThat(corrected(manager, amna, "+999999999-12-31T23:59:59.000Z", "2016-09-27T08:00:00.000Z"))
                    .as("beyond all time")
                    .isEqualTo(AFTERWARDS);
            assertThat(corrected(manager, amna, "2026-09-26T10:00:00.000Z", "yesterday"))
                    .as("what is no time is passed over")
                    .isEqualTo("2026-09-26T10:00:00Z");
        }
    }

    @DatabaseTest
    void aClockThatIsHoursBehindIsCorrectedWhereThePhoneHadNeverHeardOfAServer(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Manager manager = new Manager(server);
            server.clock().set(AFTERWARDS);
            SyncClient amna = new SyncClient(server, manager.tokenOf(AMNA));
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            String deviceTime = Timestamps.format(AFTERWARDS.minus(Duration.ofHours(6)));
            String captured = Timestamps.format(AFTERWARDS.minus(Duration.ofHours(7)));

            assertThat(corrected(manager, amna, Map.of("captured_at", captured, "unsynced_clock", true), deviceTime))
                    .isEqualTo(AFTERWARDS.minus(Duration.ofHours(1)));
            assertThat(corrected(manager, amna, captured, deviceTime))
                    .as("a phone that knew the server's time")
                    .isEqualTo(AFTERWARDS.minus(Duration.ofHours(7)));
        }
    }

    private Instant corrected(Manager manager, SyncClient amna, String capturedAt, String deviceTime) {
        return corrected(manager, amna, Map.of("captured_at", capturedAt), deviceTime);
    }

    /** When it was captured by the server's clock, as managers see it beside what the phone said. */
    private Instant corrected(Manager manager, SyncClient amna, Map<String, ?> times, String deviceTime) {
        String sitting = id();
        Map<String, Object> operation = phone.assessment(sitting, ali, Map.of("ppe", "yes"));
        operation.putAll(times);
        Map<String, Object> push = phone.push(operation);
        push.put("device_time", deviceTime);
        assertThat(amna.pushOne(push).text("status")).isNotIn("REJECTED", "RETRY");

        JsonObject history = manager.assessment(sitting).objects("history").get(0);
        assertThat(history.text("captured_at")).isEqualTo(times.get("captured_at"));
        assertThat(history.instant("received_at")).isEqualTo(AFTERWARDS);
        assertThat(history.has("clock_offset_ms")).isEqualTo(!deviceTime.equals("yesterday"));
        return history.instant("corrected_at");
    }

    /** One test captured before the cohort closed, one afterwards; both come when the network is back. */
    private void handIn(TestServer server) {
        SyncClient amna = new SyncClient(server, server.token(AMNA, WeldingProgramme.PASSWORD));
        Map<String, Object> later = phone.assessment(afterClosing, bano, Map.of("ppe", "no", "quality", 3));
        later.put("captured_at", "2026-09-26T09:00:00.000Z");
        List<JsonObject> results = amna.push(phone.push(
                phone.participant(ali, LAHORE, "1"),
                phone.participant(bano, LAHORE, "2"),
                phone.assessment(inTime, ali, Map.of("ppe", "yes", "quality", 7)),
                later));
        assertThat(results).extracting(each -> each.text("status")).containsOnly("APPLIED");
    }

    /** What the manager does and sees. */
    private static final class Manager {
        private final TestServer server;
        private final WeldingProgramme programme;

        Manager(TestServer server) {
            this.server = server;
            this.programme = WeldingProgramme.setUp(server);
        }

        String tokenOf(String user) {
            return programme.tokenOf(user);
        }

        /** A new one, since days pass. */
        private String token() {
            return programme.tokenOf(MANAGER);
        }

        void close(String at) {
            change("/cohorts/" + LAHORE, "closes_at", at);
        }

        void rule(String policy) {
            change("", "late_policy", policy);
        }

        private void change(String what, String name, String value) {
            Map<String, Object> json = new LinkedHashMap<>(
                    TestServer.json(ok(server.get(path(what), token()))).asMap());
            json.put(name, value);
            ok(server.put(path(what), token(), json));
        }

        Map<String, Object> late(String sitting) {
            return assessment(sitting)
                    .optionalObject("late")
                    .map(JsonObject::asMap)
                    .orElse(Map.of());
        }

        JsonObject assessment(String sitting) {
            return TestServer.json(ok(server.get(path("/assessments/" + sitting), token())));
        }

        List<String> list(String query) {
            return TestServer.json(ok(server.get(path("/assessments" + query), token()))).objects("items").stream()
                    .map(each -> each.text("id"))
                    .toList();
        }

        long tested() {
            return report().object("funnel").integer("pre");
        }

        JsonObject report() {
            return TestServer.json(ok(server.get(path("/report"), token())));
        }

        private static HttpResponse<String> ok(HttpResponse<String> answer) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer;
        }
    }
}
