package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a stranger sends, and what he must not be told. */
class HardeningTest {
    private static final String EVERYWHERE =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    /** Of stack traces, of SQL, of the parts that the server is made of. */
    private static final List<String> INSIDES = List.of(
            "exception", "\tat ", "select ", "insert ", "org.hunar", "jetty", "jersey", "jdbi", "h2", "postgres");

    private static TestServer server;
    private static String admin;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.Kind.H2);
        admin = server.adminToken();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyAnswerTellsABrowserToDoAsLittleAsPossible() {
        for (HttpResponse<String> answer : List.of(
                server.get("/api/v1/hello", ""),
                server.get("/api/v1/users", admin),
                server.get("/api/v1/users", ""),
                server.get("/api/v1/programmes/nowhere", admin),
                server.get("/nothing", ""),
                server.send(server.request("/api/v1/hello", "").DELETE()),
                server.post("/api/v1/sync/push", admin, Map.of()),
                server.send(server.request("/api/v1/hello", "")
                        .header("X-Long", "x".repeat(80_000))
                        .GET()))) {
            assertGuarded(answer.headers().map(), String.valueOf(answer.statusCode()));
        }
    }

    @Test
    void whatIsNoHttpAtAllIsAnsweredTheSameWay() throws IOException {
        for (String nonsense : List.of(
                "GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/hello HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /api/v1/hello HTTP/1.1\r\n\r\n",
                "GET /api/v1/hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST /api/v1/sync/push HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")) {
            String answer = raw(nonsense);
            assertThat(answer)
                    .as(nonsense)
                    .matches("(?s)HTTP/1\\.1 (4..|505) .*")
                    .contains("application/problem+json");
            assertGuarded(headers(answer), nonsense);
            assertSaysNothingOfTheInside(body(answer));
        }
    }

    @Test
    void aHeaderWithoutEndIsRefusedAndNotReadToItsEnd() {
        HttpResponse<String> answer = server.send(server.request("/api/v1/hello", "")
                .header("X-Long", "x".repeat(80_000))
                .GET());

        assertProblem(answer, 431, "REQUEST_HEADER_FIELDS_TOO_LARGE");
    }

    @Test
    void aPathWithoutEndIsRefused() {
        assertProblem(server.get("/api/v1/users/" + "x".repeat(80_000), admin), 414, "REQUEST_URI_TOO_LONG");
    }

    @Test
    void deepJsonIsRefusedWhoeverReadsIt() {
        String deep = "[".repeat(50_000);
        for (String path : List.of("/api/v1/sync/push", "/api/v1/sync/pull", "/api/v1/oauth/token")) {
            HttpResponse<String> answer = send(path, "application/json", "{\"ops\":" + deep);
            assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(400);
            assertSaysNothingOfTheInside(answer.body());
        }
        assertThat(send("/api/v1/programmes/nowhere/participants", "application/json", deep)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPathThatClimbsLeadsNowhere() {
        for (String climbing : List.of(
                "/api/v1/blobs/..%2f..%2f..%2fetc%2fpasswd",
                "/api/v1/blobs/%2e%2e/%2e%2e/etc/passwd",
                "/api/v1/blobs/..%5c..%5cconfig.yml",
                "/api/v1/blobs/" + "0".repeat(62) + "%2f.",
                "/api/v1/uploads/..%2f..%2fdata",
                "/api/v1/quarantine/..%2f..%2f/x",
                "/api/v1/programmes/..%2f..%2fx/report")) {
            HttpResponse<String> answer = server.get(climbing, admin);
            assertThat(answer.statusCode()).as(climbing).isIn(400, 404, 405);
            assertSaysNothingOfTheInside(answer.body());
        }
    }

    @Test
    void anUploadThatNamesAPathIsRefused() {
        TusClient client = new TusClient(server.api(), admin);
        for (String hash : List.of("../../etc/passwd", "..", "/etc/passwd", "0".repeat(63) + "/")) {
            assertThat(client.announce("3", TusClient.metadata(hash, "image/jpeg"))
                            .statusCode())
                    .as(hash)
                    .isEqualTo(400);
        }
        String climbing = TusClient.metadata("0".repeat(64), "image/jpeg") + ",filename "
                + TusClient.base64("../../x".getBytes(StandardCharsets.UTF_8));
        assertThat(client.announce("3", climbing).statusCode()).isIn(201, 400);
    }

    private static HttpResponse<String> send(String path, String type, String body) {
        return server.send(
                server.request(path, admin).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private static void assertGuarded(Map<String, List<String>> headers, String asked) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(headers);
        assertThat(byName)
                .as(asked)
                .containsEntry("Content-Security-Policy", List.of(EVERYWHERE))
                .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                .containsEntry("Referrer-Policy", List.of("no-referrer"))
                .containsEntry("Cache-Control", List.of("no-store"))
                .containsKey("X-Request-Id")
                .doesNotContainKey("Server")
                .doesNotContainKey("Strict-Transport-Security");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TestServer.json(answer).text("code")).isEqualTo(code);
        assertSaysNothingOfTheInside(answer.body());
    }

    private static void assertSaysNothingOfTheInside(String body) {
        String said = body.toLowerCase(Locale.ROOT);
        assertThat(INSIDES).as(body).noneMatch(said::contains);
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.uri("/").getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, List<String>> headers(String answer) {
        Map<String, List<String>> headers = new TreeMap<>();
        answer.substring(0, answer.indexOf("\r\n\r\n"))
                .lines()
                .skip(1)
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')),
                        List.of(line.substring(line.indexOf(':') + 1).strip())));
        return headers;
    }

    private static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }
}
