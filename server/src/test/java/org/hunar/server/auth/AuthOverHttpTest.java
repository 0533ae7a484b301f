package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class AuthOverHttpTest {
    private static final String TOKEN = "/api/v1/oauth/token";
    private static final String PASSWORD = "blue torch nine";

    @DatabaseTest
    void aUserIsAddedSignsInAndIsKnown(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            Map<String, Object> asma =
                    Map.of("password", PASSWORD, "languages", List.of("ur"), "roles", List.of(Map.of("role", "ADMIN")));
            assertThat(server.put("/api/v1/users/Asma", admin, asma).statusCode())
                    .isEqualTo(201);
            assertThat(server.put("/api/v1/users/asma", admin, asma).statusCode())
                    .isEqualTo(200);

            HttpResponse<String> me = server.get("/api/v1/me", server.token("asma", PASSWORD));
            assertThat(TestServer.json(me).text("name")).isEqualTo("asma");
            assertThat(TestServer.json(me).objects("grants").get(0).text("role"))
                    .isEqualTo("ADMIN");
            assertThat(server.get("/api/v1/users", admin).body())
                    .doesNotContain("argon2")
                    .doesNotContain(PASSWORD);
        }
    }

    @DatabaseTest
    void theTokenEndpointSpeaksRfc6749(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            HttpResponse<String> answer =
                    form(server, "grant_type=password&username=admin&password=sparks+fly+upwards");
            JsonObject token = TestServer.json(answer);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(token.text("token_type")).isEqualTo("Bearer");
            assertThat(token.integer("expires_in")).isEqualTo(3600);
            assertThat(server.get("/api/v1/me", token.text("access_token")).statusCode())
                    .isEqualTo(200);

            assertError(form(server, "username=admin&password=x"), "invalid_request");
            assertError(form(server, "grant_type=password&username=admin"), "invalid_request");
            assertError(form(server, "grant_type=password&grant_type=password"), "invalid_request");
            assertError(form(server, "grant_type=magic&username=admin&password=x"), "unsupported_grant_type");
            assertError(form(server, "grant_type=%zz"), "invalid_request");
            assertError(form(server, ""), "invalid_request");
            assertError(server.send(server.request(TOKEN, "").POST(BodyPublishers.noBody())), "invalid_request");
            assertError(server.send(post(server, "application/json", "{")), "invalid_request");
            assertError(server.send(post(server, "application/json", "{\"grant_type\":7}")), "invalid_request");
        }
    }

    @DatabaseTest
    void aWrongPasswordAndAnUnknownUserAreAnsweredAlike(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            JsonObject wrong = assertError(
                    form(server, "grant_type=password&username=admin&password=wrong-password"), "invalid_grant");
            for (String user : List.of("nobody", "%20%21", "x".repeat(200))) {
                JsonObject unknown = assertError(
                        form(server, "grant_type=password&username=" + user + "&password=wrong-password"),
                        "invalid_grant");
                assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
            }
        }
    }

    @DatabaseTest
    void withoutAGoodTokenNothingIsTold(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String token = server.adminToken();
            assertUnauthorized(server.get("/api/v1/me", ""));
            assertUnauthorized(server.get("/api/v1/me", "no-token"));
            assertUnauthorized(server.send(server.request("/api/v1/me", "")
                    .header("Authorization", "Basic YWRtaW46eA==")
                    .GET()));
            server.clock().advance(Duration.ofMinutes(61));
            assertUnauthorized(server.get("/api/v1/me", token));
        }
    }

    @DatabaseTest
    void aCallOutsideTheGrantsIsRefusedAndWrittenDown(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", PASSWORD));
            HttpResponse<String> refused = server.get("/api/v1/users", server.token("asma", PASSWORD));

            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(TestServer.json(refused).text("code")).isEqualTo("FORBIDDEN");
            assertThat(server.database().<List<String>>inSnapshot(AuthOverHttpTest::audit))
                    .containsExactly(
                            "admin user.first admin DONE",
                            "admin user.put asma DONE",
                            "asma GET /api/v1/users FORBIDDEN");
        }
    }

    @DatabaseTest
    void aRevocationWorksAtTheNextCall(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String admin = server.adminToken();
            server.put(
                    "/api/v1/users/asma",
                    admin,
                    Map.of("password", PASSWORD, "roles", List.of(Map.of("role", "ADMIN"))));
            String asma = server.token("asma", PASSWORD);
            assertThat(server.get("/api/v1/users", asma).statusCode()).isEqualTo(200);

            server.put("/api/v1/users/asma", admin, Map.of("roles", List.of()));
            assertThat(server.get("/api/v1/users", asma).statusCode()).isEqualTo(403);
            server.put("/api/v1/users/asma", admin, Map.of("disabled", true));
            assertUnauthorized(server.get("/api/v1/me", asma));
        }
    }

    @DatabaseTest
    void whatIsWrongWithAUserIsNamedByItsPath(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            HttpResponse<String> refused = server.put(
                    "/api/v1/users/asma",
                    server.adminToken(),
                    Map.of("password", PASSWORD, "roles", List.of(Map.of("role", "MANAGER", "programme", "nowhere"))));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.json(refused).objects("errors").get(0).text("path"))
                    .isEqualTo("/roles/0/programme");
        }
    }

    @DatabaseTest
    void aPasswordThatGuessersTryFirstIsRefusedWithTheReason(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            assertThat(refusal(
                            server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", "password123"))))
                    .isEqualTo("/password TOO_WEAK this password is easily guessed. This is a very common password."
                            + " Add another word or two. Uncommon words are better.");
            assertThat(refusal(server.put(
                            "/api/v1/users/asma.khan", server.adminToken(), Map.of("password", "asma.khan.asma"))))
                    .startsWith("/password TOO_WEAK this password is easily guessed.");
        }
    }

    @DatabaseTest
    void whoChangesHisPasswordGoesOnAndEverybodyElseWithHisTokenDoesNot(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", PASSWORD));
            String before = server.token("asma", PASSWORD);
            String path = "/api/v1/users/asma/password";

            assertThat(refusal(server.put(path, before, Map.of("old", "green torch ten", "new", "six copper kettles"))))
                    .startsWith("/old WRONG");
            assertThat(refusal(server.put(path, before, Map.of("old", PASSWORD, "new", "aaaaaaaaaaaa"))))
                    .startsWith("/new TOO_WEAK");
            assertThat(server.put(path, server.adminToken(), Map.of("old", PASSWORD, "new", "six copper kettles"))
                            .statusCode())
                    .isEqualTo(403);

            HttpResponse<String> changed =
                    server.put(path, before, Map.of("old", PASSWORD, "new", "six copper kettles"));
            String after = TestServer.json(changed).text("access_token");
            assertThat(server.get("/api/v1/me", after).statusCode()).isEqualTo(200);
            assertUnauthorized(server.get("/api/v1/me", before));
            assertError(form(server, "grant_type=password&username=asma&password=blue+torch+nine"), "invalid_grant");
            assertThat(server.token("asma", "six copper kettles")).isNotEmpty();
        }
    }

    @DatabaseTest
    void whoWasGivenAPasswordChoosesHisOwnBeforeAnythingElse(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            server.put(
                    "/api/v1/users/asma",
                    server.adminToken(),
                    Map.of("password", PASSWORD, "must_change_password", true));
            String token = server.token("asma", PASSWORD);
            HttpResponse<String> refused = server.get("/api/v1/me", token);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(TestServer.json(refused).text("code")).isEqualTo("PASSWORD_CHANGE_REQUIRED");

            HttpResponse<String> changed = server.put(
                    "/api/v1/users/asma/password", token, Map.of("old", PASSWORD, "new", "six copper kettles"));
            assertThat(changed.statusCode()).isEqualTo(200);
            assertThat(server.get("/api/v1/me", TestServer.json(changed).text("access_token"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @DatabaseTest
    void whoSignsOutIsSignedOutEverywhere(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            String here = server.adminToken();
            String elsewhere = server.adminToken();
            assertThat(server.send(server.request(TOKEN, here).DELETE()).statusCode())
                    .isEqualTo(204);
            assertUnauthorized(server.get("/api/v1/me", here));
            assertUnauthorized(server.get("/api/v1/me", elsewhere));
            assertThat(server.get("/api/v1/me", server.adminToken()).statusCode())
                    .isEqualTo(200);
        }
    }

    private static String refusal(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject error = TestServer.json(answer).objects("errors").get(0);
        return String.join(" ", error.text("path"), error.text("code"), error.text("message"));
    }

    private static List<String> audit(Transaction tx) {
        return tx.handle()
                .createQuery("select who, what, subject, outcome from audit order by id")
                .map((row, context) ->
                        String.join(" ", row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }

    private static HttpResponse<String> form(TestServer server, String body) {
        return server.send(post(server, "application/x-www-form-urlencoded", body));
    }

    private static HttpRequest.Builder post(TestServer server, String type, String body) {
        return server.request(TOKEN, "").header("Content-Type", type).POST(BodyPublishers.ofString(body));
    }

    private static JsonObject assertError(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject problem = TestServer.json(answer);
        assertThat(problem.text("error")).isEqualTo(error);
        assertThat(problem.text("code")).isEqualToIgnoringCase(error);
        return problem;
    }

    private static void assertUnauthorized(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(TestServer.json(answer).text("code")).isEqualTo("UNAUTHORIZED");
    }
}
