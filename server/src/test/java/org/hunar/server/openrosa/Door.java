package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** The welding programme with one trainee in Lahore, and Amna's phone with Collect. */
final class Door {
    /** A form that was made elsewhere. */
    static final String MINIMAL = resource("/xlsform/minimal.xml");

    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String KEY = """
            {"items": {"ppe": {"key": "yes", "weight": 2, "skill": "safety"},
                       "quality": {"weight": 5, "skill": "tools"}}}
            """;

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
        this.trainee = addTrainee(WeldingProgramme.LAHORE, "1", "شازیہ بی بی");
        this.token = token();
        this.base = path(token.text("url"));
    }

    /** Returns the id. */
    String addTrainee(String cohort, String number, String name) {
        HttpResponse<String> answer = server.send(server.request(WeldingProgramme.path("/participants"), manager)
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "cohort,number,name\n" + cohort + "," + number + ",\"" + name + "\"\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return get("/participants").objects("items").stream()
                .filter(each ->
                        each.optionalText("number").filter(number::equals).isPresent())
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

    /** Hands in an XForm with a key. */
    HttpResponse<String> publish(String xform) {
        return server.send(server.request(WeldingProgramme.path("/instruments"), manager)
                .header("Content-Type", "multipart/form-data;boundary=between")
                .POST(HttpRequest.BodyPublishers.ofString("--between\r\n"
                        + "Content-Disposition: form-data; name=\"form\"\r\nContent-Type: text/xml\r\n\r\n" + xform
                        + "\r\n--between\r\nContent-Disposition: form-data; name=\"key\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + KEY + "\r\n--between--\r\n")));
    }

    HttpResponse<String> publish(byte[] workbook) {
        return server.send(server.request(WeldingProgramme.path("/instruments"), manager)
                .header("Content-Type", WORKBOOK)
                .POST(HttpRequest.BodyPublishers.ofByteArray(workbook)));
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

    /** Fetches as the phone does: whatever the address, with the id of the phone behind it. */
    HttpResponse<String> fetch(String address, String... headers) {
        HttpRequest.Builder request =
                server.request(path(address) + (address.contains("?") ? "&" : "?") + "deviceID=collect%3Aabc", "");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request.GET());
    }

    String formList() {
        HttpResponse<String> answer = fetch(base + "/formList");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** The entry of a form in the list. */
    String listed(String form) {
        return formList()
                .lines()
                .flatMap(line -> List.of(line.split("(?=<xform>)")).stream())
                .filter(entry -> entry.contains("<formID>" + form + "</formID>"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(form + " is not in the list"));
    }

    /** The manifest of a form. */
    String manifest(String form) {
        HttpResponse<String> answer = fetch(Xml.text(listed(form), "manifestUrl"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
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

    private static String resource(String name) {
        try (InputStream in = Door.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
