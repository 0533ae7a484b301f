package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Where a manager, or somebody who would like to be one, reads cases and decides. */
final class Desk {
    private final TestServer server;
    private final String token;
    private final Set<String> subjects;

    /** @param subjects ids of whose cases are looked at */
    Desk(TestServer server, String token, Set<String> subjects) {
        this.server = server;
        this.token = token;
        this.subjects = subjects;
    }

    List<JsonObject> open() {
        return list("?status=open");
    }

    List<JsonObject> list(String query) {
        return TestServer.json(ok(server.get(WeldingProgramme.path("/conflicts" + query + "&limit=500"), token)))
                .objects("items")
                .stream()
                .filter(each -> subjects.contains(each.text("entity_id")))
                .toList();
    }

    /** The one case that is open. */
    JsonObject openCase(String kind) {
        List<JsonObject> open = open();
        assertThat(open).extracting(each -> each.text("kind")).containsExactly(kind);
        return open.get(0);
    }

    /** The one open case of that kind, whatever else is open. */
    JsonObject oneOf(String kind) {
        List<JsonObject> those = list("?status=open&kind=" + kind);
        assertThat(those).as(kind + " among " + open()).hasSize(1);
        return those.get(0);
    }

    JsonObject resolve(JsonObject each, Map<String, ?> body) {
        return TestServer.json(ok(tryResolve(each, body)));
    }

    HttpResponse<String> tryResolve(JsonObject each, Map<String, ?> body) {
        return tryResolve(each.text("id"), body);
    }

    HttpResponse<String> tryResolve(String id, Map<String, ?> body) {
        return server.post(WeldingProgramme.path("/conflicts/" + id + "/resolution"), token, body);
    }

    HttpResponse<String> tryList(String query) {
        return server.get(WeldingProgramme.path("/conflicts" + query), token);
    }

    JsonObject approve(String assessment) {
        return TestServer.json(ok(review(assessment, "approval", Map.of())));
    }

    JsonObject sendBack(String assessment, Map<String, ?> body) {
        return TestServer.json(ok(review(assessment, "return", body)));
    }

    JsonObject declareVoid(String assessment, String reason) {
        return TestServer.json(ok(review(assessment, "void", Map.of("reason", reason))));
    }

    void erase(String participant) {
        ok(server.post(
                WeldingProgramme.path("/participants/" + participant + "/erasure"),
                token,
                Map.of("reason", "asked in writing")));
    }

    HttpResponse<String> review(String assessment, String what, Map<String, ?> body) {
        return server.post(WeldingProgramme.path("/assessments/" + assessment + "/" + what), token, body);
    }

    /** As {@link #review}, for who has seen that revision. */
    HttpResponse<String> reviewSeen(String assessment, String what, Map<String, ?> body, String etag) {
        HttpRequest.Builder request = server.request(
                        WeldingProgramme.path("/assessments/" + assessment + "/" + what), token)
                .header("Content-Type", "application/json")
                .header("If-Match", etag)
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)));
        return server.send(request);
    }

    JsonObject assessment(String id) {
        return TestServer.json(ok(server.get(WeldingProgramme.path("/assessments/" + id), token)));
    }

    JsonObject report() {
        return TestServer.json(ok(server.get(WeldingProgramme.path("/report"), token)));
    }

    private static HttpResponse<String> ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }
}
