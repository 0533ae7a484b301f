package org.hunar.server.programme;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ProgrammesOverHttpTest {
    private static final String WELDING = "/api/v1/programmes/cpec-weld";
    private static final String PASSWORD = "blue torch nine";
    private static final Map<String, Object> TITLED =
            Map.of("title", Map.of("en", "Welding, level 2", "ur", "ویلڈنگ، درجہ ۲", "zh", "焊接二级"));

    @DatabaseTest
    void aProgrammeIsSetUpAndReadBackInThreeLanguages(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            assertStatus(201, server.put(WELDING, admin, TITLED));
            assertStatus(201, server.put(WELDING + "/skills/safety", admin, TITLED));
            assertStatus(201, server.put(WELDING + "/cohorts/lhr-03", admin, TITLED));

            HttpResponse<String> programme = server.get(WELDING, admin);
            assertThat(programme.headers().firstValue("ETag")).contains("\"1\"");
            assertThat(TestServer.json(programme).object("title").text("ur")).isEqualTo("ویلڈنگ، درجہ ۲");
            assertThat(items(server.get("/api/v1/programmes", admin))).hasSize(1);
            assertThat(items(server.get(WELDING + "/cohorts", admin)).get(0).text("code"))
                    .isEqualTo("lhr-03");
            assertThat(items(server.get(WELDING + "/skills", admin)).get(0).text("code"))
                    .isEqualTo("safety");
        }
    }

    @DatabaseTest
    void aChangeNamesTheRevisionItWasMadeFrom(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            server.put(WELDING, admin, TITLED);
            Map<String, Object> changed = Map.of("title", Map.of("en", "Welding, level 3"));
            assertStatus(200, putIfMatch(server, admin, "\"1\"", changed));
            assertStatus(412, putIfMatch(server, admin, "\"1\"", TITLED));
            assertStatus(200, server.put(WELDING, admin, TITLED));
            assertThat(server.get(WELDING, admin).headers().firstValue("ETag")).contains("\"3\"");
        }
    }

    @DatabaseTest
    void rolesSeeAndChangeWhatIsTheirs(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            server.put(WELDING, admin, TITLED);
            server.put("/api/v1/programmes/nursing", admin, TITLED);
            String manager = user(server, "bilal", Map.of("role", "MANAGER", "programme", "cpec-weld"));
            String viewer = user(server, "veera", Map.of("role", "VIEWER", "programme", "cpec-weld"));

            assertThat(items(server.get("/api/v1/programmes", manager))).hasSize(1);
            assertStatus(200, server.get(WELDING, viewer));
            assertStatus(403, server.put(WELDING, viewer, TITLED));
            assertStatus(403, server.put(WELDING + "/cohorts/lhr-03", viewer, TITLED));
            assertStatus(403, server.put("/api/v1/programmes/nursing", manager, TITLED));
            assertStatus(403, server.get("/api/v1/programmes/nursing", manager));
            assertStatus(403, server.get("/api/v1/programmes/nowhere", manager));
            assertStatus(404, server.get("/api/v1/programmes/nowhere", admin));
            assertStatus(201, server.put(WELDING + "/cohorts/lhr-03", manager, TITLED));
            assertThat(TestServer.json(server.get("/api/v1/me", manager)).texts("scopes"))
                    .containsExactly("cohort:lhr-03", "programme:cpec-weld");
            assertThat(TestServer.json(server.get("/api/v1/me", viewer)).texts("scopes"))
                    .isEmpty();
        }
    }

    @DatabaseTest
    void whoIsListedInACohortTrainsItUntilTakenOffTheList(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            server.put(WELDING, admin, TITLED);
            server.put(
                    WELDING + "/cohorts/lhr-03",
                    admin,
                    Map.of("title", Map.of("en", "Lahore"), "trainers", List.of("asma")));
            String asma = user(server, "asma");
            assertThat(TestServer.json(server.get("/api/v1/me", asma)).texts("scopes"))
                    .containsExactly("cohort:lhr-03", "programme:cpec-weld");

            server.put(WELDING + "/cohorts/lhr-03", admin, TITLED);
            assertStatus(403, server.get(WELDING, asma));
        }
    }

    @DatabaseTest
    void badInputIsRefusedWithTheFieldThatIsWrong(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            assertRefused("/title", server.put(WELDING, admin, Map.of()));
            assertRefused("/programme", server.put("/api/v1/programmes/Not_A_Code", admin, TITLED));
            server.put(WELDING, admin, TITLED);
            assertRefused(
                    "/trainers/1",
                    server.put(
                            WELDING + "/cohorts/lhr-03",
                            admin,
                            Map.of("title", Map.of("en", "x"), "trainers", List.of("asma", "b c"))));
            assertStatus(404, server.put("/api/v1/programmes/nowhere/cohorts/lhr-03", admin, TITLED));
        }
    }

    private static HttpResponse<String> putIfMatch(
            TestServer server, String token, String ifMatch, Map<String, Object> body) {
        return server.send(server.request(WELDING, token)
                .header("If-Match", ifMatch)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(Json.write(body))));
    }

    private static String user(TestServer server, String name, Map<?, ?>... roles) {
        assertStatus(
                201,
                server.put(
                        "/api/v1/users/" + name,
                        server.adminToken(),
                        Map.of("password", PASSWORD, "roles", List.of(roles))));
        return server.token(name, PASSWORD);
    }

    private static List<JsonObject> items(HttpResponse<String> answer) {
        return TestServer.json(answer).objects("items");
    }

    private static void assertStatus(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static void assertRefused(String path, HttpResponse<String> answer) {
        assertStatus(400, answer);
        assertThat(TestServer.json(answer).objects("errors").get(0).text("path"))
                .isEqualTo(path);
    }
}
