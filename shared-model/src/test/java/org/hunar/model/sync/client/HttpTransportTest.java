package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.Json;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpTransportTest {
    private static final Path MESSAGES = Path.of("src/test/resources/wire/v1");

    private final List<String> received = new ArrayList<>();
    private volatile Headers asked;
    private HttpServer server;
    private HttpTransport transport;
    private PasswordTokenSource tokens;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        org.hunar.model.sync.client.HttpServer there = org.hunar.model.sync.client.HttpServer.at(
                "http://" + server.getAddress().getHostString() + ":"
                        + server.getAddress().getPort() + "/api/v1");
        tokens = new PasswordTokenSource(there, "amina@example.org", "pass&word=ü");
        transport = new HttpTransport(there, tokens);
        answer("/oauth/token", 200, "{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":3600}", false);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String body, boolean compressed, String... headers) {
        server.createContext("/api/v1" + path, exchange -> {
            received.add(describe(exchange));
            asked = exchange.getRequestHeaders();
            byte[] bytes = compressed ? gzip(body) : body.getBytes(StandardCharsets.UTF_8);
            if (compressed) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private static String describe(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        if (compressed) {
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return String.join(
                " ",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                compressed ? "gzip" : "plain",
                new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String message(String name) throws IOException {
        return Files.readString(MESSAGES.resolve(name));
    }

    @Test
    void sendsAndReadsCompressedMessagesWithAToken() throws Exception {
        answer("/sync/push", 200, message("push-answer.applied-and-held.json"), true);
        Push push = Push.fromJson(Json.readObject(message("push.participant-and-assessment.json")));
        assertThat(transport.push(push).results()).hasSize(2);
        assertThat(received)
                .containsExactly(
                        "POST /api/v1/oauth/token null plain grant_type=password&username=amina%40example.org"
                                + "&password=pass%26word%3D%C3%BC",
                        "POST /api/v1/sync/push Bearer t1 gzip " + Json.write(push.toJson()));
    }

    @Test
    void readsEveryKindOfAnswer() throws Exception {
        answer("/hello", 200, message("hello.first-contact.json"), false);
        answer("/sync/pull", 200, message("pull-answer.last-page-with-tombstone.json"), true);
        answer("/sync/status", 200, message("status-answer.one-known-one-unknown.json"), true);
        assertThat(transport.hello().epoch()).isEqualTo(3);
        assertThat(transport
                        .pull(new Pull(
                                Optional.empty(),
                                Optional.of(UUID.randomUUID()),
                                Optional.of(500),
                                Optional.of("1.8.2"),
                                Optional.of(12L)))
                        .items())
                .hasSize(2);
        OperationId id = OperationId.of("0192f0c1-9a00-7e11-9b7a-6f2d1c0b9a88");
        assertThat(transport.status(new StatusQuery(List.of(id))).unknown()).containsExactly(id);
        assertThat(received.get(0)).startsWith("GET /api/v1/hello null");
    }

    @Test
    void anUploadTravelsAsTusSays() throws Exception {
        answer("/uploads", 201, "", false, "Location", "/api/v1/uploads/24e5", "Upload-Offset", "0");
        answer("/uploads/24e5", 204, "", false, "Upload-Offset", "5");
        UploadRequest photo =
                new UploadRequest("9f86", 5, "image/jpeg", AssessmentId.of("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f"));
        assertThat(transport.upload(photo)).isEqualTo(new UploadAnswer("24e5", 0));
        assertThat(asked.getFirst("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(asked.getFirst("Upload-Length")).isEqualTo("5");
        assertThat(asked.getFirst("Upload-Metadata"))
                .isEqualTo("sha256 OWY4Ng==,mime aW1hZ2UvanBlZw==,"
                        + "assessment MDE5MmYwYmQtMWEyYi03YzNkLTllNGYtMGExYjJjM2Q0ZTVm");
        assertThat(transport.append("24e5", 0, "photo".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(5);
        assertThat(asked.getFirst("X-HTTP-Method-Override")).isEqualTo("PATCH");
        assertThat(asked.getFirst("Upload-Offset")).isEqualTo("0");
        assertThat(asked.getFirst("Content-Type")).isEqualTo("application/offset+octet-stream");
        assertThat(received)
                .endsWith("POST /api/v1/uploads Bearer t1 plain ", "POST /api/v1/uploads/24e5 Bearer t1 plain photo");
    }

    @Test
    void theTokenGoesToNoOtherHostThatALocationNames() throws Exception {
        answer("/uploads", 201, "", false, "Location", "http://elsewhere.test/files/24e5", "Upload-Offset", "3");
        answer("/uploads/24e5", 204, "", false, "Upload-Offset", "5");
        UploadAnswer upload = transport.upload(
                new UploadRequest("9f86", 5, "image/jpeg", AssessmentId.of("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f")));
        assertThat(transport.append(upload.id(), upload.offset(), new byte[2])).isEqualTo(5);
    }

    @Test
    void anAnswerWithoutAnOffsetIsNone() {
        answer("/uploads", 201, "", false, "Location", "/api/v1/uploads/24e5");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> transport.upload(new UploadRequest(
                        "9f86", 5, "image/jpeg", AssessmentId.of("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f"))))
                .satisfies(failure -> assertThat(failure.status()).isZero());
    }

    @Test
    void aRefusalCarriesWhatTheEngineActsOn() {
        answer(
                "/sync/push",
                503,
                "{\"type\":\"about:blank\",\"status\":503,\"code\":\"BUSY\",\"detail\":\"come back later\"}",
                true,
                "Retry-After",
                "30",
                "X-Server-Time",
                "1789895400000");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() ->
                        transport.push(new Push(UUID.randomUUID(), Optional.empty(), Optional.empty(), List.of())))
                .satisfies(refusal -> {
                    assertThat(refusal.status()).isEqualTo(503);
                    assertThat(refusal.code()).contains("BUSY");
                    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(30));
                    assertThat(refusal.serverTime()).contains(Instant.ofEpochMilli(1_789_895_400_000L));
                });
    }

    @Test
    void aDateToComeBackIsComparedWithTheServersClock() {
        answer(
                "/hello",
                503,
                "",
                false,
                "Retry-After",
                "Sun, 20 Sep 2026 09:12:00 GMT",
                "X-Server-Time",
                "1789895400000");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(transport::hello)
                .satisfies(refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(2)));
    }

    @Test
    void aPageOfAProxyIsNoAnswer() {
        answer("/hello", 200, "<html>Welcome to our hotel</html>", false);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(transport::hello)
                .satisfies(failure -> assertThat(failure.status()).isZero());
    }

    @Test
    void aRedirectIsNotFollowedWithSomebodysWork() {
        answer("/sync/push", 302, "", false, "Location", "/elsewhere");
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() ->
                        transport.push(new Push(UUID.randomUUID(), Optional.empty(), Optional.empty(), List.of())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(302));
    }

    @Test
    void aWrongPasswordIsNotMistakenForABadBatch() {
        server.removeContext("/api/v1/oauth/token");
        answer("/oauth/token", 400, "{\"error\":\"invalid_grant\"}", false);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() ->
                        transport.push(new Push(UUID.randomUUID(), Optional.empty(), Optional.empty(), List.of())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(401));
    }

    @Test
    void anUnauthorizedAnswerIsReportedAsSuch() {
        answer("/sync/push", 401, Json.write(Map.of("code", "UNAUTHENTICATED")), false);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() ->
                        transport.push(new Push(UUID.randomUUID(), Optional.empty(), Optional.empty(), List.of())))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(401));
    }

    @Test
    void aServerThatIsNotThereIsNoAnswer() {
        server.stop(0);
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(transport::hello)
                .satisfies(failure -> assertThat(failure.status()).isZero());
    }
}
