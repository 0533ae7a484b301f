package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** What every phone with Collect meets before it sends anything: who it is, which forms there are, and who is assessed. */
class DoorTest {
    private static final String DOOR = "/openrosa/" + WeldingProgramme.CODE;

    @DatabaseTest
    void aPhoneFetchesFormsAndRoster(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            welding.grant(WeldingProgramme.AMNA, List.of(WeldingProgramme.trainerOf(WeldingProgramme.LAHORE)));
            addPeople(server, welding);
            JsonObject token = token(server, welding);
            String base = token.text("url").substring(token.text("url").indexOf("/key/"));

            t08AndHeaders(server, base);
            t01RefusalsAreNoEmptyLists(server, welding, base, token);
            t02t05t31FormsAreTheBytesOfTheirHashAndNotSentTwice(server, base);
            t03t04t06t07t11t29TheRoster(server, base);
            t30IntegrityTellsTombstonesOnly(server, base);
            t32SlashesThatAreDoubled(server, base);
            passwordsComeByBasic(server);
        }
    }

    private static void addPeople(TestServer server, WeldingProgramme welding) {
        HttpResponse<String> answer = server.send(server.request(
                        WeldingProgramme.path("/participants"), welding.tokenOf(WeldingProgramme.MANAGER))
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString("cohort,number,name,gender\n" + WeldingProgramme.LAHORE
                        + ",1,\"شازیہ, بی بی 🔧\",F\n" + WeldingProgramme.ISLAMABAD + ",2,Bilal,M\n")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static JsonObject token(TestServer server, WeldingProgramme welding) {
        HttpResponse<String> answer = server.post(
                WeldingProgramme.path("/collect-tokens"),
                welding.tokenOf(WeldingProgramme.MANAGER),
                Map.of("trainer", WeldingProgramme.AMNA, "language", "ur"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer);
    }

    /** T6, T7, T17 too. */
    private static void t08AndHeaders(TestServer server, String base) {
        for (String path : List.of("/formList", "/nothing", "/forms/weld_l2/manifest", "/forms/none.xml")) {
            HttpResponse<String> answer = server.get(base + path + "?deviceID=collect%3Aabc", "");
            assertThat(answer.headers().firstValue("X-OpenRosa-Version"))
                    .as(path)
                    .contains("1.0");
            assertThat(answer.headers().firstValue("X-OpenRosa-Accept-Content-Length"))
                    .contains("10485760");
            assertThat(answer.headers().firstValue("Date")).isPresent();
            assertThat(answer.headers().firstValue("Content-Language")).contains("en");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .contains("text/xml");
            assertThat(answer.body()).startsWith("<?xml");
        }
        assertThat(server.get(base + "/forms/none.xml", "").body()).contains("<OpenRosaResponse", "<message");
    }

    private static void t01RefusalsAreNoEmptyLists(
            TestServer server, WeldingProgramme welding, String base, JsonObject token) {
        assertThat(server.get(base + "/formList", "").body()).contains("<formID>weld_l2</formID>");
        assertThat(server.get(base + "/formList?formID=other", "").body()).doesNotContain("<xform>");
        assertThat(server.get("/key/" + "x".repeat(64) + DOOR + "/formList", "").statusCode())
                .isEqualTo(403);
        assertThat(server.get(base.replace(WeldingProgramme.CODE, "other") + "/formList", "")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> nobody = server.get(DOOR + "/formList", "");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic ");

        JsonObject other = token(server, welding);
        String path = WeldingProgramme.path("/collect-tokens");
        String manager = welding.tokenOf(WeldingProgramme.MANAGER);
        assertThat(server.get(path, manager).body())
                .contains(other.text("id"), token.text("id"))
                .doesNotContain(other.text("url"));
        assertThat(server.send(server.request(path + "/" + other.text("id"), manager)
                                .DELETE())
                        .statusCode())
                .isEqualTo(204);
        String revoked = other.text("url").substring(other.text("url").indexOf("/key/"));
        assertThat(server.get(revoked + "/formList", "").statusCode()).isEqualTo(403);
    }

    private static void t02t05t31FormsAreTheBytesOfTheirHashAndNotSentTwice(TestServer server, String base)
            throws Exception {
        String list = server.get(base + "/formList", "").body();
        String form = path(between(list, "downloadUrl"));
        assertThat(form).startsWith(base);
        HttpResponse<String> xml = server.get(form, "");
        assertThat(between(list, "hash"))
                .isEqualTo("md5:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("MD5")
                                        .digest(xml.body().getBytes(UTF_8))));
        String tag = xml.headers().firstValue("ETag").orElseThrow();
        for (String known : List.of(tag, "W/" + tag, tag.replaceAll("\"$", "--gzip\""))) {
            HttpResponse<String> again = server.send(
                    server.request(form, "").header("If-None-Match", known).GET());
            assertThat(again.statusCode()).as(known).isEqualTo(304);
        }
    }

    private static void t03t04t06t07t11t29TheRoster(TestServer server, String base) {
        String list = server.get(base + "/formList", "").body();
        String manifest = server.get(path(between(list, "manifestUrl")), "").body();
        assertThat(manifest)
                .contains("type=\"entityList\"", "<filename>participants.csv</filename>")
                .doesNotContain("approval");
        assertThat(between(manifest, "hash")).matches("md5:[0-9a-f]{32}");
        HttpResponse<String> csv = server.get(path(between(manifest, "downloadUrl")), "");
        List<String> lines = csv.body().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo("name,label,__version,number,cohort,name_latin,gender,province,organisation");
        assertThat(lines.get(1))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-.{17},\"شازیہ, بی بی 🔧 \\(1\\)\",1,1,lhr-03,,F,,");
        HttpResponse<String> again = server.send(server.request(path(between(manifest, "downloadUrl")), "")
                .header("If-None-Match", csv.headers().firstValue("ETag").orElseThrow())
                .GET());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    private static void t30IntegrityTellsTombstonesOnly(TestServer server, String base) {
        String id = "24b47424-ccf8-4f4b-b4cd-34ff5c71eddd";
        assertThat(server.get(base + "/datasets/participants/integrity?id=" + id, "")
                        .body())
                .contains("<entity id=\"" + id + "\"><deleted>false</deleted></entity>");
    }

    private static void t32SlashesThatAreDoubled(TestServer server, String base) {
        assertThat(server.get(base + "/formlist", "").statusCode()).isEqualTo(404);
    }

    private static void passwordsComeByBasic(TestServer server) {
        assertThat(basic(server, WeldingProgramme.AMNA + ":" + WeldingProgramme.PASSWORD))
                .isEqualTo(200);
        assertThat(basic(server, WeldingProgramme.AMNA + ":" + WeldingProgramme.PASSWORD))
                .isEqualTo(200);
        assertThat(basic(server, WeldingProgramme.AMNA + ":wrong")).isEqualTo(401);
        assertThat(basic(server, WeldingProgramme.VIEWER + ":" + WeldingProgramme.PASSWORD))
                .isEqualTo(403);
    }

    private static int basic(TestServer server, String given) {
        String header = "Basic " + Base64.getEncoder().encodeToString(given.getBytes(UTF_8));
        return server.send(server.request(DOOR + "/formList", "")
                        .header("Authorization", header)
                        .GET())
                .statusCode();
    }

    private static String between(String xml, String element) {
        Matcher found =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(xml);
        assertThat(found.find()).as(element + " in " + xml).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static String path(String url) {
        return url.replaceAll("^https?://[^/]+", "");
    }
}
