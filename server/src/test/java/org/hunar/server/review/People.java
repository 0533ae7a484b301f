package org.hunar.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** The roster as a manager sees it, and the desk where people who are on it twice are merged. */
final class People {
    private final TestServer server;
    private final String token;

    People(TestServer server, String user) {
        this.server = server;
        this.token = server.token(user, WeldingProgramme.PASSWORD);
    }

    JsonObject merge(String from, String into) {
        HttpResponse<String> answer = tryMerge(from, into);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    HttpResponse<String> tryMerge(String from, String into) {
        return server.post(
                WeldingProgramme.path("/merges"),
                token,
                Map.of("from", from, "into", into, "reason", "the same number"));
    }

    void unmerge(String id) {
        HttpResponse<String> answer = tryUnmerge(id);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    HttpResponse<String> tryUnmerge(String id) {
        return server.send(
                server.request(WeldingProgramme.path("/merges/" + id), token).DELETE());
    }

    List<JsonObject> list() {
        return TestServer.json(tryList()).objects("items");
    }

    HttpResponse<String> tryList() {
        return server.get(WeldingProgramme.path("/merges?limit=500"), token);
    }

    /** Ids of those who are on it. */
    List<String> roster() {
        return TestServer.json(server.get(WeldingProgramme.path("/participants?limit=500"), token))
                .objects("items")
                .stream()
                .map(each -> each.text("id"))
                .toList();
    }

    static String code(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        return TestServer.json(answer).text("code");
    }
}
