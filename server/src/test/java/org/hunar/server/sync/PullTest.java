package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import io.dropwizard.testing.ConfigOverride;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class PullTest {
    private static final Duration KEPT = Duration.ofDays(180);

    @DatabaseTest
    void aPhoneThatWasAwayForLongerThanTombstonesAreKeptPullsAnew(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, welding.tokenOf(AMNA));
            Captures phone = new Captures();
            String gone = id();
            Map<String, Object> person = phone.participant(gone, LAHORE, "LHR-03-017");
            amna.push(phone.push(person));
            String before = amna.pull(null).cursor();
            amna.push(phone.push(phone.operation(
                    "participant", gone, "void", List.of(person.get("op_id")), Map.of("reason", "entered twice"))));
            String after = amna.pull(before).cursor();

            server.clock().advance(KEPT.plusDays(1));
            new Tombstones(server.database(), KEPT, server.clock()).purge();
            String token = welding.tokenOf(AMNA);

            HttpResponse<String> refusal = server.post("/api/v1/sync/pull", token, Map.of("cursor", before));
            assertThat(refusal.statusCode()).isEqualTo(409);
            assertThat(TestServer.json(refusal).text("code")).isEqualTo("CURSOR_EXPIRED");
            SyncClient later = new SyncClient(server, token);
            assertThat(later.pull(after).items()).isEmpty();
            assertThat(later.pullAll().keySet()).noneMatch(key -> key.endsWith(gone));
        }
    }

    @DatabaseTest
    void anAppThatIsTooOldMayPushAndNotPull(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind, ConfigOverride.config("sync.oldestApp", "1.10"))) {
            String token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            Captures phone = new Captures();

            assertThat(new SyncClient(server, token)
                            .pushOne(phone.push(phone.participant(id(), LAHORE, "LHR-03-017")))
                            .text("status"))
                    .isEqualTo("APPLIED");
            HttpResponse<String> refusal = server.post("/api/v1/sync/pull", token, Map.of("app_version", "1.9.3"));
            assertThat(refusal.statusCode()).isEqualTo(426);
            assertThat(TestServer.json(refusal).text("code")).isEqualTo("APP_TOO_OLD");
            assertThat(server.post("/api/v1/sync/pull", token, Map.of("app_version", "1.10.0"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
