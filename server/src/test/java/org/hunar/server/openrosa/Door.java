package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** The welding programme with one trainee in Lahore, and Amna's phone with Collect. */
final class Door {
    final TestServer server;
    final WeldingProgramme welding;
    final String manager;
    final String trainee;

    /** Of Amna's phone: the token as the API gave it, and the path of its door. */
    final JsonObject token;

    final String base;

    Door(TestServer server) {
        this.server = server;
        this.welding = WeldingProgramme.setUp(server);
        this.manager = welding.tokenOf(WeldingProgramme.MANAGER);
        this.trainee = addTrainee("1", "شازیہ بی بی");
        this.token = token();
        this.base = path(token.text("url"));
    }

    /** Returns the id. */
    String addTrainee(String number, String name) {
        HttpResponse<String> answer = server.send(server.request(WeldingProgramme.path("/participants"), manager)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "cohort,number,name\n" + WeldingProgramme.LAHORE + "," + number + "," + name + "\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return get("/participants").objects("items").stream()
                .filter(each -> each.text("number").equals(number))
                .findFirst()
                .orElseThrow()
                .text("id");
    }

    JsonObject token() {
        HttpResponse<String> answer = server.post(
                WeldingProgramme.path("/collect-tokens"),
                manager,
                Map.of("trainer", WeldingProgramme.AMNA, "language", "ur"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    /** What a manager reads. */
    JsonObject get(String path) {
        HttpResponse<String> answer = server.get(WeldingProgramme.path(path), manager);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    JsonObject assessment(String id) {
        return get("/assessments/" + id);
    }

    List<JsonObject> assessments() {
        return get("/assessments").objects("items");
    }

    /** Sends, and expects this status. */
    String send(int status, Post post) {
        HttpResponse<String> answer = post.send(server, base);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains("<OpenRosaResponse", "<message");
        return answer.body();
    }

    static String path(String url) {
        return url.replaceAll("^https?://[^/]+", "");
    }
}
