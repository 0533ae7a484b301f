package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    private static ProbeServer server;

    @BeforeAll
    static void start() {
        server = ProbeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRefusalOfAFeatureSaysWhatItHasToSay() throws Exception {
        JsonObject problem = problem(server.get("/throws/conflict"), 409, "COHORT_ELSEWHERE");

        assertThat(problem.text("type")).isEqualTo("urn:hunar:problem:cohort-elsewhere");
        assertThat(problem.text("title")).isEqualTo("Conflict");
        assertThat(problem.text("detail")).isEqualTo("cohort lhr-03 is of another programme");
        assertThat(problem.text("programme")).isEqualTo("cpec-weld");
    }

    @Test
    void whoIsUnknownIsToldHowToBecomeKnown() throws Exception {
        HttpResponse<String> answer = server.get("/throws/unauthorized");

        problem(answer, 401, "UNAUTHORIZED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void anExceptionOfAFeatureIsAnsweredAsItWasArranged() throws Exception {
        HttpResponse<String> answer = server.get("/throws/busy");

        problem(answer, 503, "BUSY");
        assertThat(answer.headers().firstValue("Retry-After")).contains("3");
    }

    @Test
    void theUnexpectedHasANumberAndKeepsItsSecrets() throws Exception {
        HttpResponse<String> answer = server.get("/throws/anything");

        assertThat(problem(answer, 500, "INTERNAL").text("error_number")).matches("[0-9a-f]{16}");
        assertThat(answer.body()).doesNotContain("secret").doesNotContain("IllegalState");
    }

    @Test
    void whatHttpItselfRefusesIsAProblemToo() throws Exception {
        problem(server.get("/nothing/here"), 404, "NOT_FOUND");
        HttpResponse<String> wrongMethod = server.get("/echo");
        problem(wrongMethod, 405, "METHOD_NOT_ALLOWED");
        assertThat(wrongMethod.headers().firstValue("Allow").orElse("")).contains("POST");
        problem(
                server.post("x".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
        problem(
                server.send(server.request("/number?n=1")
                        .header("Accept", "image/png")
                        .GET()),
                406,
                "NOT_ACCEPTABLE");
    }

    @Test
    void anAcceptThatCannotBeReadIsNamed() throws Exception {
        for (String accept : List.of("a/b/c", ";;;", "application/json;q=5")) {
            HttpResponse<String> answer = server.send(
                    server.request("/number?n=1").header("Accept", accept).GET());

            JsonObject problem = problem(answer, 400, "VALIDATION");
            assertThat(problem.objects("errors").get(0).text("path")).isEqualTo("Accept");
        }
    }

    @Test
    void aTypeOfABodyThatCannotBeReadIsAProblemWhateverTheMethod() throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            for (String type : List.of("garbage", "application/json;charset=\"")) {
                problem(
                        server.send(server.request("/echo")
                                .header("Content-Type", type)
                                .method(method, BodyPublishers.ofString("{}"))),
                        400,
                        "BAD_REQUEST");
            }
        }
    }

    @Test
    void aMethodThatNoResourceHasIsToldWhichThereAre() throws Exception {
        for (String method : List.of("TRACE", "PROPFIND")) {
            HttpResponse<String> answer = server.send(server.request("/echo").method(method, BodyPublishers.noBody()));

            problem(answer, 405, "METHOD_NOT_ALLOWED");
            assertThat(answer.headers().firstValue("Allow").orElse(""))
                    .contains("GET", "PUT")
                    .doesNotContain(method);
        }
    }

    @Test
    void aParameterThatCannotBeReadIsNamed() throws Exception {
        JsonObject problem = problem(server.get("/number?n=many"), 400, "VALIDATION");

        assertThat(problem.objects("errors").get(0).text("path")).isEqualTo("?n");
    }

    @Test
    void aRequestThatIsNoHttpIsAProblemToo() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"BAD_REQUEST\"");
        }
    }

    @Test
    void theCallersRequestIdIsKeptIfItIsAPlainWord() throws Exception {
        HttpResponse<String> plain = server.send(
                server.request("/nothing").header("X-Request-Id", "phone-7.42").GET());
        HttpResponse<String> hostile = server.send(
                server.request("/nothing").header("X-Request-Id", "<script>").GET());

        assertThat(plain.headers().firstValue("X-Request-Id")).contains("phone-7.42");
        assertThat(hostile.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f-]{36}");
    }

    @Test
    void aLongAnswerIsCompressedForWhoAsksAndItsVersionIsRecognisedAgain() throws Exception {
        HttpResponse<String> compressed = server.send(
                server.request("/long-text").header("Accept-Encoding", "gzip").GET());

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        String tag = compressed.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.send(server.request("/long-text")
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", tag)
                .GET());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    private static JsonObject problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("X-Server-Time"))
                .contains(Long.toString(TestServer.START.toEpochMilli()));
        JsonObject problem = Json.readObject(answer.body());
        assertThat(problem.text("code")).isEqualTo(code);
        assertThat(problem.integer("status")).isEqualTo(status);
        assertThat(problem.text("request_id"))
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        return problem;
    }
}
