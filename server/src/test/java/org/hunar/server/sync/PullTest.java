package org.hunar.server.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import io.dropwizard.testing.ConfigOverride;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.PullAnswer;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class PullTest {
    private static final int HANDBOOKS = 450;
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

    /** A phone that makes room for what {@code /hello} announces has room for the whole answer, around small documents too. */
    @DatabaseTest
    void aPageIsNoLargerThanHelloAnnounces(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            server.database().inTransaction(tx -> new Feed(server.clock()).publish(tx, handbooks()));

            String cursor = null;
            int items = 0;
            boolean hasMore = true;
            while (hasMore) {
                Map<String, Object> body = cursor == null ? Map.of() : Map.of("cursor", cursor);
                HttpResponse<String> page = server.post("/api/v1/sync/pull", token, body);
                assertThat(page.body().getBytes(UTF_8).length).isLessThanOrEqualTo(Limits.DEFAULT.pullBytes());
                PullAnswer answer = PullAnswer.fromJson(TestServer.json(page));
                items += answer.items().size();
                cursor = answer.cursor();
                hasMore = answer.hasMore();
            }
            assertThat(items).isGreaterThan(HANDBOOKS);
        }
    }

    /** Each in Urdu; the documents alone would fit on a page. */
    private static List<FeedChange> handbooks() {
        Map<String, Object> doc = Map.of("text", "و".repeat(Limits.DEFAULT.pullBytes() / HANDBOOKS / 2 - 10));
        return IntStream.range(0, HANDBOOKS)
                .mapToObj(number -> FeedChange.put("cohort:" + LAHORE, "handbook", "no-" + number, 1, doc))
                .toList();
    }
}
