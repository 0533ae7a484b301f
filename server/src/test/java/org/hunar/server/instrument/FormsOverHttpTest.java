package org.hunar.server.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.xlsform.WorkbookMaker;

/** A manager publishes a workbook, and phones get its form. */
class FormsOverHttpTest {
    private static final String WELDING = "/api/v1/programmes/cpec-weld";
    private static final String VERSION = WELDING + "/instruments/weld_l2/versions/2026092501";

    private static byte[] welding() {
        try (InputStream in = FormsOverHttpTest.class.getResourceAsStream("/xlsform/welding.xlsx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> publish(TestServer server, byte[] workbook) {
        return server.send(server.request(WELDING + "/instruments", server.adminToken())
                .header("Content-Type", InstrumentResource.XLSX)
                .POST(BodyPublishers.ofByteArray(workbook)));
    }

    private static void setUp(TestServer server, String... skills) {
        String admin = server.adminToken();
        Map<String, Object> titled = Map.of("title", Map.of("en", "Welding"));
        server.put(WELDING, admin, titled);
        for (String skill : skills) {
            server.put(WELDING + "/skills/" + skill, admin, titled);
        }
    }

    private static List<String> errors(HttpResponse<String> refused) {
        return TestServer.json(refused).objects("errors").stream()
                .map(error -> error.text("path") + " " + error.text("code"))
                .toList();
    }

    @DatabaseTest
    void aWorkbookIsPublishedWithItsKey(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety", "tools", "weld");
            HttpResponse<String> published = publish(server, welding());

            assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
            assertThat(published.headers().firstValue("Location").orElseThrow()).endsWith(VERSION);
            JsonObject answer = TestServer.json(published);
            assertThat(answer.text("instrument")).isEqualTo("weld_l2");
            assertThat(answer.text("version")).isEqualTo("2026092501");
            assertThat(answer.integer("items")).isEqualTo(9);
            assertThat(answer.integer("max_points")).isEqualTo(11);
            assertThat(answer.objects("warnings"))
                    .extracting(warning -> warning.text("path") + " " + warning.text("code"))
                    .contains("choices!F1 KEY_ON_PHONE", "settings!A2 LANGUAGE_MISSING");

            String admin = server.adminToken();
            assertThat(server.get(VERSION, admin).body())
                    .contains("حفاظتی سامان؟")
                    .doesNotContain("weight");
            assertThat(server.get(VERSION + "/key", admin).body())
                    .contains("\"tools\":{\"key\":[\"torch\",\"clamp\"],\"scoring\":\"PARTIAL\"");
            assertThat(publish(server, welding()).statusCode()).isEqualTo(200);
        }
    }

    @DatabaseTest
    void theFormIsServedAsItWasPublishedAndWithoutTheKey(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety", "tools", "weld");
            publish(server, welding());
            String admin = server.adminToken();
            HttpResponse<String> form = server.get(VERSION + ".xml", admin);

            assertThat(form.statusCode()).isEqualTo(200);
            assertThat(form.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
            assertThat(form.body())
                    .startsWith("<?xml ")
                    .contains("id=\"weld_l2\"", "佩戴防护用品？")
                    .doesNotContain("score_points");
            for (String type : List.of("text/xml", "application/xml", "application/xml;charset=utf-16")) {
                HttpResponse<String> again = server.send(server.request(VERSION + ".xml", admin)
                        .header("Accept", type)
                        .GET());
                assertThat(again.body()).as(type).isEqualTo(form.body());
                assertThat(again.headers().firstValue("Content-Type").orElseThrow())
                        .isEqualToIgnoringCase(type.split(";")[0] + ";charset=utf-8");
            }
            String tag = form.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send(server.request(VERSION + ".xml", admin)
                                    .header("If-None-Match", tag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(304);
            assertThat(server.get(VERSION.replace("2026092501", "7") + ".xml", admin)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @DatabaseTest
    void aVersionIsPublishedOnceWhateverTheFormat(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety");
            String lines =
                    "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | score_points | score_skill"
                            + " | parameters";
            String asked = "range | quality | Quality | معیار | 质量 | 5 | safety | start=0 end=";
            String[] settings = {
                "form_title | form_id | version | default_language", "Welding | weld_l2 | 2026092501 | English (en)"
            };
            WorkbookMaker workbook = new WorkbookMaker().sheet("settings", settings);

            assertThat(publish(
                                    server,
                                    workbook.sheet("survey", lines, asked + "5").bytes())
                            .statusCode())
                    .isEqualTo(201);
            HttpResponse<String> other =
                    publish(server, workbook.sheet("survey", lines, asked + "6").bytes());
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(TestServer.json(other).text("code")).isEqualTo("VERSION_EXISTS");
        }
    }

    /** A manager who writes workbooks need not write requests first; what is misspelt is seen in the answer. */
    @DatabaseTest
    void skillsThatTheProgrammeHasNotAreMadeAndNamed(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety");

            HttpResponse<String> published = publish(server, welding());

            assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
            assertThat(TestServer.json(published).objects("warnings"))
                    .filteredOn(warning -> warning.text("code").equals("SKILL_MADE"))
                    .extracting(warning -> warning.text("message").replaceFirst(" and has it.*", ""))
                    .containsExactly("the programme had no skill tools", "the programme had no skill weld");
            assertThat(TestServer.json(server.get("/api/v1/programmes/cpec-weld/skills", server.adminToken()))
                            .objects("items"))
                    .extracting(skill -> skill.text("code"))
                    .containsExactly("safety", "tools", "weld");
        }
    }

    @DatabaseTest
    void everythingThatIsWrongIsSaidByCell(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety");
            HttpResponse<String> broken = publish(
                    server,
                    new WorkbookMaker()
                            .sheet("survey", "type | name | label", "select_one x | 1 | One", "text | a | =B1")
                            .bytes());
            assertThat(broken.statusCode()).isEqualTo(400);
            assertThat(broken.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(errors(broken))
                    .contains("survey!B2 NAME_INVALID", "survey!A2 LIST_UNKNOWN", "survey!C3 FORMULA");
            HttpResponse<String> text = publish(server, "no workbook".getBytes(StandardCharsets.UTF_8));
            assertThat(TestServer.json(text).text("code")).isEqualTo("NOT_XLSX");
            assertThat(publish(server, new byte[9 * 1024 * 1024]).statusCode()).isEqualTo(413);
        }
    }

    @DatabaseTest
    void anInstrumentFromJsonHasAFormToo(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server, "safety");
            String admin = server.adminToken();
            Map<String, Object> item = Map.of(
                    "code", "name", "type", "TEXT", "label", Map.of("en", "Name 🔧"), "relevant", "${nobody} = 1");
            HttpResponse<String> published = server.post(
                    WELDING + "/instruments",
                    admin,
                    Map.of(
                            "code", "weld_l2",
                            "version", "2026092501",
                            "title", Map.of("en", "Welding"),
                            "languages", List.of("en"),
                            "sections", List.of(Map.of("code", "a", "items", List.of(item)))));
            assertThat(TestServer.json(published).objects("warnings"))
                    .extracting(warning -> warning.text("path") + " " + warning.text("code"))
                    .containsExactly("/sections/0/items/0 NOT_IN_FORM");
            HttpResponse<String> form = server.get(VERSION + ".xml", admin);

            assertThat(form.body()).contains("<h:title>Welding</h:title>", "Name 🔧", "jr://file-csv/participants.csv");
            server.database().inTransaction(tx -> tx.handle().execute("delete from xforms"));
            assertThat(server.get(VERSION + ".xml", admin).body()).isEqualTo(form.body());
        }
    }

    @DatabaseTest
    void aFormThatWasMadeElsewhereIsServedToTheByte(TestDatabase.Kind kind) throws IOException {
        try (TestServer server = TestServer.start(kind);
                InputStream in = FormsOverHttpTest.class.getResourceAsStream("/xlsform/minimal.xml")) {
            setUp(server, "safety", "weld");
            String xform = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            String key = "{\"items\": {\"ppe\": {\"key\": \"yes\", \"weight\": 2, \"skill\": \"safety\"},"
                    + " \"quality\": {\"weight\": 5, \"skill\": \"weld\"}}}";
            HttpResponse<String> published = publish(server, xform, key);

            assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
            assertThat(TestServer.json(published).integer("max_points")).isEqualTo(7);
            assertThat(server.get(VERSION + ".xml", server.adminToken()).body()).isEqualTo(xform);
            assertThat(publish(server, xform, key).statusCode()).isEqualTo(200);
            assertThat(publish(server, xform.replace("Minutes", "Hours"), key).statusCode())
                    .isEqualTo(409);
            assertThat(errors(publish(server, xform, key.replace("\"yes\"", "\"perhaps\""))))
                    .containsExactly("key/items/ppe CHOICE_UNKNOWN");
        }
    }

    private static HttpResponse<String> publish(TestServer server, String xform, String key) {
        String parts = part("form", "text/xml", xform) + part("key", "application/json", key) + "--between--\r\n";
        return server.send(server.request(WELDING + "/instruments", server.adminToken())
                .header("Content-Type", "multipart/form-data; boundary=between")
                .POST(BodyPublishers.ofString(parts)));
    }

    private static String part(String name, String type, String content) {
        return "--between\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\nContent-Type: " + type
                + "\r\n\r\n" + content + "\r\n";
    }
}
