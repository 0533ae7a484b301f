package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.server.testing.PageVisitor;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who calls and forgets the body, in every call and on every page of the server that may have one. */
class EmptyBodyTest {
    private static final String SOME_ID = "aaaaaaaa-0000-4000-8000-00000000000f";
    /** Sent as {@code Content-Length: 0}, and in chunks of which there is none. */
    private static final List<BodyPublisher> EMPTY =
            List.of(BodyPublishers.noBody(), BodyPublishers.ofInputStream(InputStream::nullInputStream));

    private static TestServer server;
    private static String admin;
    private static String session;

    @BeforeAll
    static void start() {
        server = TestServer.start(TestDatabase.Kind.H2);
        WeldingProgramme.setUp(server);
        admin = server.adminToken();
        session = PageVisitor.signIn(server.api(), "admin", "sparks fly upwards");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void nothingAtAllIsRefusedAndNoErrorOfTheServer() {
        List<String> calls = server.endpoints().stream()
                .filter(call -> call.matches("(POST|PUT|PATCH) .*"))
                .toList();
        assertThat(calls).hasSizeGreaterThan(40);
        for (String call : calls) {
            for (BodyPublisher empty : EMPTY) {
                HttpResponse<String> answer = server.send(request(call, empty));
                assertThat(answer.statusCode()).as(call + answer.body()).isLessThan(500);
            }
        }
    }

    /** Of the calls that take no other type. */
    @Test
    void nothingAtAllIsRefusedAsJsonThatIsEmpty() {
        for (String call : List.of(
                "POST /api/v1/devices",
                "POST /api/v1/sync/pull",
                "POST /api/v1/sync/status",
                "PUT /api/v1/users/{name}",
                "PUT /api/v1/programmes/{programme}",
                "PUT /api/v1/programmes/{programme}/cohorts/{cohort}",
                "POST /api/v1/programmes/{programme}/merges",
                "POST /api/v1/programmes/{programme}/assessments/{id}/return",
                "POST /api/v1/programmes/{programme}/conflicts/{id}/resolution")) {
            Map<String, Object> asJson = problem(
                    server.send(request(call, BodyPublishers.noBody()).header("Content-Type", "application/json")));
            for (BodyPublisher empty : EMPTY) {
                assertThat(problem(server.send(request(call, empty)))).as(call).isEqualTo(asJson);
            }
        }
    }

    @Test
    void aFormWhoseTypeIsNotToldIsNotTaken() {
        HttpResponse<String> answer =
                server.send(server.request("/language", "").POST(BodyPublishers.ofString("language=ur")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(415);
    }

    private static HttpRequest.Builder request(String call, BodyPublisher body) {
        String[] parts = call.split(" ");
        String path = parts[1].replace("{programme}", WeldingProgramme.CODE)
                .replace("{cohort}", WeldingProgramme.LAHORE)
                .replace("{instrument}", "weld_l2")
                .replace("{version}", "1")
                .replace("{skill}", "safety")
                .replace("{name}", WeldingProgramme.AMNA)
                .replaceAll("\\{\\w+}", SOME_ID);
        return server.request(path, path.startsWith("/api/") ? admin : "")
                .header("Cookie", session)
                .method(parts[0], body);
    }

    /** Without the number of the request. */
    private static Map<String, Object> problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.uri() + answer.body()).isEqualTo(400);
        Map<String, Object> problem =
                new LinkedHashMap<>(Json.readObject(answer.body()).asMap());
        problem.remove("request_id");
        return problem;
    }
}
