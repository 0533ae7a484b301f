package org.hunar.server.participant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ParticipantsOverHttpTest {
    private static final String WELDING = "/api/v1/programmes/cpec-weld";
    private static final String ROSTER = WELDING + "/participants";
    private static final String PASSWORD = "blue torch nine";
    private static final Map<String, Object> TITLED = Map.of("title", Map.of("en", "Welding"));
    private static final Map<String, Object> ALI =
            Map.of("cohort", "lhr-03", "number", "LHR-03-000417", "name", "محمد علی", "name_latin", "Muhammad Ali");

    @DatabaseTest
    void aRosterIsUploadedTwiceAndReadOnce(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String manager = user(server, "bilal", "MANAGER");
            List<JsonObject> first = results(server.post(ROSTER, manager, Map.of("participants", List.of(ALI))));
            List<JsonObject> second = results(server.post(ROSTER, manager, Map.of("participants", List.of(ALI))));

            assertThat(first.get(0).integer("row")).isEqualTo(1);
            assertThat(first.get(0).text("status")).isEqualTo("APPLIED");
            assertThat(second.get(0).text("status")).isEqualTo("DUPLICATE");
            assertThat(second.get(0).text("id")).isEqualTo(first.get(0).text("id"));

            List<JsonObject> items =
                    TestServer.json(server.get(ROSTER, manager)).objects("items");
            assertThat(items).hasSize(1);
            assertThat(items.get(0).text("name")).isEqualTo("محمد علی");
            assertThat(items.get(0).names())
                    .containsExactlyInAnyOrder("id", "rev", "cohort", "number", "name", "name_latin");
            HttpResponse<String> ali = server.get(ROSTER + "/" + first.get(0).text("id"), manager);
            assertThat(TestServer.json(ali).text("number")).isEqualTo("LHR-03-000417");
        }
    }

    @DatabaseTest
    void aTableChangesWhoIsThereAndAddsWhoIsNew(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String manager = user(server, "bilal", "MANAGER");
            server.post(ROSTER, manager, Map.of("participants", List.of(ALI)));
            List<JsonObject> results = results(
                    csv(
                            server,
                            manager,
                            "",
                            "\uFEFFnumber,name,cohort,province\r\nLHR-03-000417,محمد علی,khi-01,sindh\r\n2,سارہ,lhr-03,punjab\r\n"));

            assertThat(results).extracting(each -> each.text("status")).containsExactly("APPLIED", "APPLIED");
            JsonObject ali =
                    TestServer.json(server.get(ROSTER + "/" + results.get(0).text("id"), manager));
            assertThat(ali.text("cohort")).isEqualTo("khi-01");
            assertThat(ali.text("province")).isEqualTo("sindh");
            assertThat(ali.text("name_latin")).isEqualTo("Muhammad Ali");
            assertThat(ali.integer("rev")).isEqualTo(2);
        }
    }

    @DatabaseTest
    void aBadRowIsNamedByRowAndColumn(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String manager = user(server, "bilal", "MANAGER");
            String table = "number,name,cohort\n1,Ali,lhr-03\n2,Sara,nowhere\n";

            HttpResponse<String> refused = csv(server, manager, "", table);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(TestServer.json(refused).objects("errors").get(0).text("path"))
                    .isEqualTo("row 2, column cohort");
            assertThat(TestServer.json(server.get(ROSTER, manager)).objects("items"))
                    .isEmpty();

            assertThat(results(csv(server, manager, "?partial=true", table)))
                    .extracting(each -> each.text("status"))
                    .containsExactly("APPLIED", "REJECTED");
            assertThat(TestServer.json(server.get(ROSTER, manager)).objects("items"))
                    .hasSize(1);
        }
    }

    @DatabaseTest
    void aRowThatCannotBeReadIsLeftOutOfWhatIsTakenInPart(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String manager = user(server, "bilal", "MANAGER");
            String table = "number,name,cohort\nM3,A,lhr-03,zz\nM4,B,lhr-03\n";
            Map<String, Object> roster = Map.of("participants", List.of(ALI, "x"));

            HttpResponse<String> whole = csv(server, manager, "", table);
            assertThat(whole.statusCode()).isEqualTo(400);
            assertThat(errors(TestServer.json(whole))).containsExactly("row 1 INVALID");
            HttpResponse<String> wholeJson = server.post(ROSTER, manager, roster);
            assertThat(wholeJson.statusCode()).isEqualTo(400);
            assertThat(errors(TestServer.json(wholeJson))).containsExactly("/participants/1 INVALID");
            assertThat(TestServer.json(server.get(ROSTER, manager)).objects("items"))
                    .isEmpty();

            List<JsonObject> part = results(csv(server, manager, "?partial=true", table));
            assertThat(part).extracting(each -> each.text("status")).containsExactly("REJECTED", "APPLIED");
            assertThat(errors(part.get(0))).containsExactly("row 1 INVALID");
            List<JsonObject> partJson = results(server.post(ROSTER + "?partial=true", manager, roster));
            assertThat(partJson).extracting(each -> each.text("status")).containsExactly("APPLIED", "REJECTED");
            assertThat(errors(partJson.get(1))).containsExactly("/participants/1 INVALID");
        }
    }

    /** Whoever sends a row knows nothing of the operation that is made of it. */
    @DatabaseTest
    void anIdThatIsNotRandomIsNamedAsTheRowHasIt(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String manager = user(server, "bilal", "MANAGER");
            String byTime = "c232ab00-9414-11ec-b3c8-9f6bdeced846";

            HttpResponse<String> table = csv(server, manager, "", "id,name,cohort\n" + byTime + ",Sara,lhr-03\n");
            assertThat(errors(TestServer.json(table))).containsExactly("row 1, column id INVALID");
            HttpResponse<String> json = server.post(
                    ROSTER,
                    manager,
                    Map.of("participants", List.of(Map.of("id", byTime, "name", "Sara", "cohort", "lhr-03"))));
            assertThat(errors(TestServer.json(json))).containsExactly("/participants/0/id INVALID");
        }
    }

    private static List<String> errors(JsonObject refused) {
        return refused.objects("errors").stream()
                .map(each -> each.text("path") + " " + each.text("code"))
                .toList();
    }

    @DatabaseTest
    void rolesWriteAndSeeWhatIsTheirs(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            setUp(server);
            String trainer = user(server, "asma", "TRAINER");
            String viewer = user(server, "veera", "VIEWER");
            Map<String, Object> karachi = Map.of("cohort", "khi-01", "name", "Zain");

            results(server.post(ROSTER, trainer, Map.of("participants", List.of(ALI))));
            assertThat(server.post(ROSTER, trainer, Map.of("participants", List.of(karachi)))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.post(ROSTER, viewer, Map.of("participants", List.of(ALI)))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.get(ROSTER, viewer).body()).contains("lhr-03").doesNotContain("Ali");
        }
    }

    /** The programme with two cohorts, of which asma trains one. */
    private static void setUp(TestServer server) {
        String admin = server.adminToken();
        server.put(WELDING, admin, TITLED);
        server.put(WELDING + "/cohorts/khi-01", admin, TITLED);
        server.put(
                WELDING + "/cohorts/lhr-03",
                admin,
                Map.of("title", Map.of("en", "Lahore"), "trainers", List.of("asma")));
    }

    private static String user(TestServer server, String name, String role) {
        Map<String, Object> granted = Map.of("role", role, "programme", "cpec-weld");
        server.put(
                "/api/v1/users/" + name, server.adminToken(), Map.of("password", PASSWORD, "roles", List.of(granted)));
        return server.token(name, PASSWORD);
    }

    private static HttpResponse<String> csv(TestServer server, String token, String query, String table) {
        return server.send(server.request(ROSTER + query, token)
                .header("Content-Type", "text/csv; charset=utf-8")
                .POST(BodyPublishers.ofString(table)));
    }

    private static List<JsonObject> results(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer).objects("results");
    }
}
