package org.hunar.server.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class InstrumentsOverHttpTest {
    private static final String WELDING = "/api/v1/programmes/cpec-weld";
    private static final String VERSION = WELDING + "/instruments/weld_l2/versions/2026092501";
    private static final Map<String, Object> TITLED = Map.of("title", Map.of("en", "Welding"));
    private static final Map<String, Object> KEY = Map.of("items", Map.of("quality", Map.of("weight", 5)));

    @DatabaseTest
    void anInstrumentIsPublishedAndReadWithoutItsKey(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String trainer = setUp(server);
            String admin = server.adminToken();
            HttpResponse<String> published = server.post(WELDING + "/instruments", admin, instrument("safety", 4));

            assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
            assertThat(published.headers().firstValue("Location").orElseThrow()).endsWith(VERSION);
            JsonObject answer = TestServer.json(published);
            assertThat(answer.text("instrument")).isEqualTo("weld_l2");
            assertThat(answer.text("version")).isEqualTo("2026092501");
            assertThat(answer.integer("items")).isEqualTo(1);
            assertThat(answer.integer("max_points")).isEqualTo(5);
            assertThat(answer.objects("warnings")).isEmpty();

            HttpResponse<String> read = server.get(VERSION, trainer);
            assertThat(read.body()).contains("quality").doesNotContain("weight");
            assertThat(read.headers().firstValue("Cache-Control")).contains("private, max-age=31536000, immutable");
            String tag = read.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send(server.request(VERSION, trainer)
                                    .header("If-None-Match", tag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(304);
            assertThat(server.get(VERSION + "/key", trainer).statusCode()).isEqualTo(403);
            assertThat(TestServer.json(server.get(VERSION + "/key", admin))
                            .object("items")
                            .object("quality")
                            .integer("weight"))
                    .isEqualTo(5);
        }
    }

    @DatabaseTest
    void aVersionIsPublishedOnce(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String admin = server.adminToken();
            String path = WELDING + "/instruments";
            JsonObject first = TestServer.json(server.post(path, admin, instrument("safety", 4)));
            HttpResponse<String> again = server.post(path, admin, instrument("safety", 4));
            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(TestServer.json(again).asMap()).isEqualTo(first.asMap());

            HttpResponse<String> other = server.post(path, admin, instrument("safety", 7));
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(TestServer.json(other).text("code")).isEqualTo("VERSION_EXISTS");
        }
    }

    @DatabaseTest
    void anUnknownSkillIsNamedByItsPath(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            HttpResponse<String> refused =
                    server.post(WELDING + "/instruments", server.adminToken(), instrument("nothing", 4));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.json(refused).objects("errors").get(0).text("path"))
                    .isEqualTo("/sections/0/items/0/skill");
        }
    }

    @DatabaseTest
    void aCorrectedKeyIsTriedAndThenStored(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String admin = server.adminToken();
            server.post(WELDING + "/instruments", admin, instrument("safety", 4));
            Map<String, Object> heavier = Map.of("items", Map.of("quality", Map.of("weight", 8)));

            JsonObject trial = TestServer.json(server.put(VERSION + "/key?dry_run=true", admin, heavier));
            assertThat(trial.integer("key_version")).isEqualTo(2);
            assertThat(trial.integer("changed_scores")).isZero();
            for (String unclear : List.of("=1", "=yes", "=TRUE", "=", "")) {
                HttpResponse<String> refused = server.put(VERSION + "/key?dry_run" + unclear, admin, heavier);
                assertThat(refused.statusCode()).as(unclear).isEqualTo(400);
                assertThat(TestServer.json(refused).objects("errors").get(0).asMap())
                        .isEqualTo(
                                Map.of("path", "?dry_run", "code", "INVALID", "message", "true or false is expected"));
            }
            assertThat(keyVersion(server, admin)).isEqualTo(1);
            assertThat(server.put(VERSION + "/key", admin, heavier).statusCode())
                    .isEqualTo(200);
            assertThat(keyVersion(server, admin)).isEqualTo(2);
        }
    }

    private static long keyVersion(TestServer server, String token) {
        return TestServer.json(server.get(VERSION + "/key", token)).integer("key_version");
    }

    /** A programme with a skill, and a trainer of it. */
    private static String setUp(TestServer server) {
        String admin = server.adminToken();
        server.put(WELDING, admin, TITLED);
        server.put(WELDING + "/skills/safety", admin, TITLED);
        server.put(
                "/api/v1/users/asma",
                admin,
                Map.of(
                        "password",
                        "blue torch nine",
                        "roles",
                        List.of(Map.of("role", "TRAINER", "programme", "cpec-weld"))));
        return server.token("asma", "blue torch nine");
    }

    private static Map<String, Object> instrument(String skill, int highest) {
        Map<String, Object> item = Map.of(
                "code",
                "quality",
                "type",
                "RATING",
                "skill",
                skill,
                "lo",
                0,
                "hi",
                highest,
                "label",
                Map.of("en", "Quality"));
        return Map.of(
                "code",
                "weld_l2",
                "version",
                "2026092501",
                "title",
                Map.of("en", "Welding"),
                "languages",
                List.of("en"),
                "sections",
                List.of(Map.of("code", "a", "items", List.of(item))),
                "key",
                KEY);
    }
}
