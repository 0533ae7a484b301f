package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;

class ProblemsOverHttpTest {
    @Test
    void whatIsNotThereIsAProblem() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            HttpResponse<String> answer = server.get("/api/v1/nothing", "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("X-Server-Time"))
                    .contains(Long.toString(TestServer.START.toEpochMilli()));
            JsonObject problem = TestServer.json(answer);
            assertThat(problem.text("code")).isEqualTo("NOT_FOUND");
            assertThat(problem.text("request_id"))
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());

            String ofJava = "text/html, image/gif, image/jpeg, */*; q=0.2";
            HttpResponse<String> again = server.send(server.request("/api/v1/nothing", "")
                    .header("Accept", ofJava)
                    .GET());
            assertThat(again.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    /** What somebody would like is no reason to refuse him. */
    @Test
    void aLanguageThatCannotBeReadIsNotHeeded() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            for (Map.Entry<String, Integer> page :
                    Map.of("/sign-in", 200, "/nothing", 404).entrySet()) {
                HttpResponse<String> answer = server.send(server.request(page.getKey(), "")
                        .header("Accept", "text/html")
                        .header("Accept-Language", ";;;")
                        .GET());

                assertThat(answer.statusCode()).as(page.getKey()).isEqualTo(page.getValue());
                assertThat(answer.body()).startsWith("<!doctype html>");
            }
        }
    }

    @Test
    void whateverCharsetIsAskedForTheAnswerIsUtf8AndSaysNothingElse() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            String token = server.adminToken();
            for (Map.Entry<String, String> each : Map.of(
                            "/api/v1/users", "application/json",
                            "/api/v1/docs", "text/html",
                            "/api/v1/programmes", "application/*")
                    .entrySet()) {
                HttpResponse<String> answer = server.send(server.request(each.getKey(), token)
                        .header("Accept", each.getValue() + ";charset=utf-16")
                        .GET());

                assertThat(answer.statusCode()).as(each.getKey()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .as(each.getKey())
                        .doesNotContain("16");
                assertThat(answer.body()).as(each.getKey()).matches("(?s)[{<].*[}>]\\s*");
            }
        }
    }

    @Test
    void aBodyOfATypeThatIsNotTakenIsToldOfByItsType() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            HttpResponse<String> answer = server.send(server.request("/api/v1/oauth/token", "")
                    .header("Content-Type", "text/csv")
                    .POST(HttpRequest.BodyPublishers.ofString("a,b")));

            assertThat(answer.statusCode()).isEqualTo(415);
            assertThat(TestServer.json(answer).text("detail"))
                    .isEqualTo("a body of the Content-Type text/csv is not taken here");
        }
    }

    /** Else the next request would be sent into a connection that the server closes over the rest of the body. */
    @Test
    void whoIsRefusedBeforeTheBodyHasComeIsToldThatTheConnectionEnds() throws IOException {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2);
                Socket phone = new Socket("127.0.0.1", server.uri("/").getPort())) {
            String head = "POST /api/v1/sync/push HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n";
            phone.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(phone.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 401")
                    .containsIgnoringCase("Connection: close");
        }
    }

    @Test
    void aRefusalOfABodyThatWasReadKeepsTheConnection() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            HttpResponse<String> answer = server.post("/api/v1/oauth/token", "", Map.of("grant_type", "telepathy"));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Connection")).isEmpty();
        }
    }
}
