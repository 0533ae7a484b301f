package org.hunar.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** People agree, take it back, and are forgotten when the programme said they would be. */
class ConsentAndRetentionTest {
    private static final Map<String, Object> READ_IN_URDU = Map.of("text", "v3", "language", "ur");

    private final Captures phone = new Captures();

    @DatabaseTest
    void aConsentIsTakenOnAPhoneByARosterOrByHandAndCountsUntilItIsWithdrawn(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            String farida = welding.tokenOf(MANAGER);
            SyncClient amna = new SyncClient(server, welding.tokenOf(AMNA));
            String byPhone = id();
            amna.push(phone.push(phone.operation(
                    "participant",
                    byPhone,
                    "put",
                    List.of(),
                    Map.of(
                            "cohort",
                            LAHORE,
                            "name",
                            "Gulnaz",
                            "consent",
                            Map.of(
                                    "text",
                                    "v3",
                                    "language",
                                    "ur",
                                    "at",
                                    "2026-09-20T08:00:00.000Z",
                                    "taken_by",
                                    AMNA)))));
            String roster = "cohort,number,name,consent_text,consent_language,consent_at\n" + LAHORE
                    + ",1,Rukhsana,v3,ur,2026-09-20T08:00:00.000Z\n" + LAHORE + ",2,Ali,,,\n";
            List<JsonObject> rows = roster(server, farida, roster);
            String byHand = rows.get(1).text("id");
            assertThat(funnel(server, farida))
                    .as("nobody has said that consents are asked for")
                    .doesNotContain("consented");
            askForConsent(server, farida, Map.of());

            assertThat(funnel(server, farida)).contains("\"enrolled\":3,\"consented\":2,\"pre\":0");
            assertThat(roster(server, farida, roster))
                    .allSatisfy(row -> assertThat(row.text("status")).isEqualTo("DUPLICATE"));
            assertThat(consent(server, farida, rows.get(0).text("id")).text("taken_by"))
                    .isEqualTo(MANAGER);
            assertThat(ApiClient.json(put(server, welding.tokenOf(AMNA), byHand, READ_IN_URDU))
                            .text("taken_by"))
                    .isEqualTo(AMNA);
            assertThat(funnel(server, farida)).contains("\"consented\":3");
            assertThat(amna.document("cohort:" + LAHORE, "participant", byHand)).containsKey("consent");

            assertThat(withdraw(server, farida, byPhone).statusCode()).isEqualTo(200);
            assertThat(funnel(server, farida)).contains("\"consented\":2");
            assertThat(consent(server, farida, byPhone).optionalInstant("withdrawn_at"))
                    .contains(TestServer.START);
            assertThat(ApiClient.json(withdraw(server, farida, byPhone)).text("code"))
                    .isEqualTo("NO_CONSENT");
            refusals(server, welding, byHand);
        }
    }

    @DatabaseTest
    void whoseTimeHasComeIsErasedAndNobodyBefore(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            String farida = welding.tokenOf(MANAGER);
            List<JsonObject> rows =
                    roster(server, farida, "cohort,number,name\n" + LAHORE + ",1,Rukhsana\n" + LAHORE + ",2,Ali\n");
            String rukhsana = rows.get(0).text("id");
            put(server, farida, rukhsana, READ_IN_URDU);
            withdraw(server, farida, rukhsana);
            askForConsent(
                    server,
                    farida,
                    Map.of(
                            "training_end",
                            "2026-10-16T00:00:00.000Z",
                            "retention",
                            Map.of("identities_months", 24, "attachments_months", 12, "withdrawn_days", 30)));

            String preview = server.get(path("/retention"), farida).body();
            assertThat(preview)
                    .contains("\"due_at\":\"2028-10-16T00:00:00.000Z\",\"people\":2")
                    .contains("\"due_at\":\"2027-10-16T00:00:00.000Z\",\"assessments\":0")
                    .contains("{\"participant_id\":\"" + rukhsana + "\",\"due_at\":\"2026-10-20T09:00:00.000Z\"}");
            assertThat(apply(server, welding)).contains("\"people\":0");
            server.clock().advance(Duration.ofDays(31));
            assertThat(apply(server, welding)).contains("\"people\":1");
            server.clock().advance(Duration.ofDays(750));
            assertThat(apply(server, welding)).contains("\"people\":1");
            assertThat(apply(server, welding)).contains("\"people\":0");

            assertThat(new OpenedDatabase(server.database()).placesOf(List.of("Rukhsana", "\"Ali\"")))
                    .isEmpty();
            assertThat(server.get(path("/erasures"), welding.tokenOf(MANAGER)).body())
                    .contains("retention: 30 days after the consent was withdrawn")
                    .contains("retention: 24 months after the training");
        }
    }

    private static void refusals(TestServer server, WeldingProgramme welding, String person) {
        assertThat(put(server, welding.tokenOf(BILAL), person, READ_IN_URDU).statusCode())
                .isEqualTo(404);
        assertThat(put(server, welding.tokenOf(VIEWER), person, READ_IN_URDU).statusCode())
                .isEqualTo(403);
        HttpResponse<String> wrong =
                put(server, welding.tokenOf(MANAGER), person, Map.of("text", "v3", "language", "urdu!"));
        assertThat(ApiClient.json(wrong).objects("errors").get(0).text("path")).isEqualTo("/language");
        HttpResponse<String> cell = postRoster(
                server,
                welding.tokenOf(MANAGER),
                "cohort,number,consent_text,consent_language,consent_at\n" + LAHORE + ",9,v3,ur,yesterday\n");
        assertThat(ApiClient.json(cell).objects("errors").get(0).text("path")).isEqualTo("row 1, column consent_at");
    }

    private static void askForConsent(TestServer server, String token, Map<String, ?> more) {
        Map<String, Object> programme = new java.util.HashMap<>(
                ApiClient.json(server.get(path(""), token)).asMap());
        Object rev = programme.remove("rev");
        programme.put("consent_required", true);
        programme.putAll(more);
        HttpResponse<String> answer = server.api()
                .send(server.api()
                        .request(path(""), token)
                        .header("If-Match", "\"" + rev + "\"")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Json.write(programme))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(ApiClient.json(answer).asMap()).containsEntry("consent_required", true);
    }

    private static List<JsonObject> roster(TestServer server, String token, String csv) {
        HttpResponse<String> answer = postRoster(server, token, csv);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.json(answer).objects("results");
    }

    private static HttpResponse<String> postRoster(TestServer server, String token, String csv) {
        return server.api()
                .send(server.api()
                        .request(path("/participants"), token)
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofString(csv)));
    }

    private static HttpResponse<String> put(TestServer server, String token, String person, Map<String, ?> consent) {
        return server.put(path("/participants/" + person + "/consent"), token, consent);
    }

    private static HttpResponse<String> withdraw(TestServer server, String token, String person) {
        return server.post(path("/participants/" + person + "/consent/withdrawal"), token, Map.of());
    }

    private static JsonObject consent(TestServer server, String token, String person) {
        return ApiClient.json(server.get(path("/participants/" + person), token))
                .object("consent");
    }

    private static String funnel(TestServer server, String token) {
        return Json.write(ApiClient.json(server.get(path("/report"), token))
                .object("funnel")
                .asMap());
    }

    private static String apply(TestServer server, WeldingProgramme welding) {
        HttpResponse<String> answer = server.post(path("/retention"), welding.tokenOf(MANAGER), Map.of());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
