package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.PageVisitor;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar that is delivered, after it is packaged. It has of many libraries only what is used of them (the filters in
 * {@code server/pom.xml}), so each such library is used here.
 */
class OneJarIT {
    private static final Path JAR = Path.of("target", "hunar.jar").toAbsolutePath();
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String INSTRUMENTS = path("/instruments");

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static ApiClient api;
    private static String admin;

    private static final Captures PHONE = new Captures();
    private static final String PERSON = id();
    private static final String ASSESSMENT = id();

    @BeforeAll
    static void start() {
        List<String> options = List.of("-XX:TieredStopAtLevel=1", "-cp", JAR.toString());
        server = ServerProcess.start(options, folder, ServerProcess.durableH2(folder), "hunar");
        api = server.api();
        admin = WeldingProgramme.setUp(api).adminToken();
        Map<String, Object> push = PHONE.push(
                person(PERSON, "محمد علی"),
                person(id(), "Mohammed Ali"),
                PHONE.assessment(ASSESSMENT, PERSON, Map.of("ppe", "yes", "quality", 7)));
        assertThat(ApiClient.json(api.post("/api/v1/sync/push", admin, push)).objects("results"))
                .allSatisfy(result -> assertThat(result.text("status")).isEqualTo("APPLIED"));
    }

    @AfterAll
    static void itMissedNothing() {
        server.stop();
        assertThat(server.saidUntilItEnded())
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException", "MissingResource", "! Causing");
        server.close();
    }

    @Test
    void namesOfOnePersonInTwoScriptsAreFoundToBeAlike() {
        HttpResponse<String> pairs = api.get(path("/pairing?list=likely_same"), admin);

        assertThat(pairs.body()).contains("SAME_NAME_IN_ANOTHER_SCRIPT", PERSON);
    }

    @Test
    void aWorkbookIsReadAndOneIsWritten() throws IOException {
        try (InputStream workbook = OneJarIT.class.getResourceAsStream("/xlsform/welding.xlsx")) {
            HttpResponse<String> published = api.send(api.request(INSTRUMENTS, admin)
                    .header("Content-Type", WORKBOOK)
                    .POST(BodyPublishers.ofByteArray(workbook.readAllBytes())));
            assertThat(published.statusCode()).as(published.body()).isIn(201, 422);
            assertThat(published.body()).doesNotContain("INTERNAL");
        }
        HttpResponse<String> exported = api.get(path("/exports/scores.xlsx"), admin);
        assertThat(exported.statusCode()).isEqualTo(200);
        assertThat(exported.body()).startsWith("PK");
    }

    @Test
    void eachLanguageHasItsPagesWithItsDates() {
        assertThat(history("en")).contains("Sep 20, 2026");
        assertThat(history("ur")).contains("dir=\"rtl\"", "20 ستمبر");
        assertThat(history("zh")).contains("2026年9月20日");
    }

    private static String history(String language) {
        String user = "reads-" + language;
        Map<String, Object> account = Map.of(
                "password",
                WeldingProgramme.PASSWORD,
                "languages",
                List.of(language),
                "roles",
                List.of(Map.of("role", "MANAGER", "programme", WeldingProgramme.CODE)));
        assertThat(api.put("/api/v1/users/" + user, admin, account).statusCode())
                .isIn(200, 201);
        String cookie = PageVisitor.signIn(api, user, WeldingProgramme.PASSWORD);
        return page("/programmes/" + WeldingProgramme.CODE + "/assessments/" + ASSESSMENT, cookie);
    }

    @Test
    void whatBrowsersAskForIsThere() {
        String page = page("/sign-in", "");

        assertThat(page.lines().filter(line -> line.contains("/assets/")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(api.get(line.replaceAll(".*\"(/assets/[^\"]*)\".*", "$1"), "")
                                .statusCode())
                        .isEqualTo(200));
    }

    @Test
    void aPhoneIsLetInByAPictureAndCollectByItsForms() {
        Map<String, Object> trainer =
                Map.of("trainer", WeldingProgramme.AMNA, "cohorts", List.of(WeldingProgramme.LAHORE));
        assertThat(api.put(
                                path("/cohorts/" + WeldingProgramme.LAHORE),
                                admin,
                                Map.of("title", Map.of("en", "Lahore"), "trainers", List.of(WeldingProgramme.AMNA)))
                        .statusCode())
                .isEqualTo(200);
        var enrolment = ApiClient.json(api.post(path("/enrolments"), admin, trainer));
        HttpResponse<String> picture = api.post(
                path("/enrolments/" + enrolment.text("id") + "/qr.png"), admin, Map.of("code", enrolment.text("code")));

        assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(api.get("/api/v1/openapi.json", "").statusCode()).isEqualTo(200);
    }

    private static String page(String path, String cookie) {
        HttpRequest.Builder request = api.request(path, "").header("Accept", "text/html");
        HttpResponse<String> page = api.send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    private static Map<String, Object> person(String id, String name) {
        Map<String, Object> body = Map.of("cohort", WeldingProgramme.LAHORE, "name", name, "phone", "0300-1234567");
        return PHONE.operation("participant", id, "put", List.of(), body);
    }
}
