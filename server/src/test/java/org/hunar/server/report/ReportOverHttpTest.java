package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Agreement;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ReportOverHttpTest {
    private static final String PROGRAMME = "/api/v1/programmes/cpec-weld";
    private static final String PORTFOLIO = "/api/v1/portfolio";
    private static final String REPORT = PROGRAMME + "/report";
    private static final Map<String, Object> TITLED = Map.of("title", Map.of("en", "Welding"));
    private static final String PASSWORD = "blue torch nine";

    @DatabaseTest
    void aManagerReadsTheFiguresOfTheReferenceCase(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            HttpResponse<String> answer = server.get(REPORT + "?group_by=province", user(server, "MANAGER"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Agreement.differences(
                            ReferenceCohort.expected().asMap(),
                            TestServer.json(answer).asMap()))
                    .isEmpty();
            assertThat(answer.body()).doesNotContain("Person P01");
        }
    }

    @DatabaseTest
    void theFewSkillsThatMakeUpMostOfTheGapComeFirst(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            JsonObject priorities = TestServer.json(server.get(REPORT + "/priorities", user(server, "VIEWER")));

            assertThat(priorities.object("pareto").texts("vital_few")).containsExactly("safety", "tools");
            assertThat(priorities.has("paired")).isFalse();
        }
    }

    @DatabaseTest
    void theFewCellsOfSkillAndGroupThatMakeUpMostOfTheGapComeFirst(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            String path = REPORT + "/priorities?group_by=province";
            JsonObject priorities = TestServer.json(server.get(path, user(server, "MANAGER")));

            List<JsonObject> cells = priorities.object("cells").object("gap").objects("cells");
            assertThat(cells)
                    .extracting(cell -> cell.text("skill") + " of " + cell.text("group"))
                    .containsExactlyInAnyOrder("safety of A", "safety of B", "tools of A", "tools of B");
            assertThat(cells)
                    .allSatisfy(cell -> assertThat(cell.integer("rank"))
                            .isBetween(cell.integer("rank_low"), cell.integer("rank_high")));
            assertThat(TestServer.json(server.get(path, user(server, "MANAGER")))
                            .object("cells")
                            .asMap())
                    .as("the same data, the same samples")
                    .isEqualTo(priorities.object("cells").asMap());
        }
    }

    @DatabaseTest
    void aPortfolioHasTheFiguresOfTheReferenceCase(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            String manager = user(server, "MANAGER");
            HttpResponse<String> answer = server.get(PORTFOLIO + "?group_by=province", manager);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonObject everybody = TestServer.json(answer).objects("rows").get(0);
            assertThat(everybody.text("group")).isEqualTo("*");
            assertThat(Agreement.differences(
                            ReferenceCohort.expected()
                                    .object("paired")
                                    .object("*")
                                    .object("*")
                                    .asMap(),
                            everybody.object("paired").asMap()))
                    .isEmpty();
            assertThat(TestServer.json(answer).objects("rows"))
                    .extracting(row -> row.text("group"))
                    .containsExactly("*", "A", "B");
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send(server.request(PORTFOLIO + "?group_by=province", manager)
                                    .header("If-None-Match", tag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @DatabaseTest
    void aPortfolioIsForWhoSeesReports(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            assertThat(server.get(PORTFOLIO, user(server, "VIEWER")).statusCode())
                    .isEqualTo(200);
            assertThat(server.get(PORTFOLIO, user(server, "TRAINER")).statusCode())
                    .isEqualTo(403);
            HttpResponse<String> unknown = server.get(PORTFOLIO + "?group_by=weather", server.adminToken());
            assertThat(unknown.statusCode()).isEqualTo(400);
            assertThat(unknown.body()).contains("group_by").contains("ministry");
        }
    }

    @DatabaseTest
    void aReportThatIsKnownIsNotSentAgain(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            String manager = user(server, "MANAGER");
            String tag =
                    server.get(REPORT, manager).headers().firstValue("ETag").orElseThrow();

            assertThat(ifNoneMatch(server, manager, tag).statusCode()).isEqualTo(304);
            assertThat(ifNoneMatch(server, user(server, "VIEWER"), tag).statusCode())
                    .isEqualTo(200);
        }
    }

    @DatabaseTest
    void viewersReadReportsAndTrainersDoNot(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            assertThat(server.get(REPORT, user(server, "VIEWER")).statusCode()).isEqualTo(200);
            assertThat(server.get(REPORT, user(server, "TRAINER")).statusCode()).isEqualTo(403);
            assertThat(server.get(REPORT, "").statusCode()).isEqualTo(401);
            assertThat(server.get("/api/v1/programmes/nowhere/report", server.adminToken())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @DatabaseTest
    void anUnknownPropertyToGroupByIsRefusedByName(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            HttpResponse<String> answer = server.get(REPORT + "?group_by=shoe_size", server.adminToken());

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("group_by").contains("province");
        }
    }

    @DatabaseTest
    void aCorrectedKeyTellsWhatItWouldChangeAndThenChangesIt(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            String manager = user(server, "MANAGER");
            String key = PROGRAMME + "/instruments/weld_l2/versions/1/key";
            Map<String, Object> safetyOnly = ReferenceCohort.keyOfSafetyOnly().toJson(ReferenceCohort.instrument());
            long before = version(server, manager);

            JsonObject trial = TestServer.json(server.put(key + "?dry_run=true", manager, safetyOnly));
            assertThat(version(server, manager)).isEqualTo(before);
            JsonObject done = TestServer.json(server.put(key, manager, safetyOnly));

            assertThat(done.integer("changed_scores"))
                    .isEqualTo(ReferenceCohort.assessments().size());
            assertThat(done.integer("changed_levels")).isPositive();
            assertThat(trial.integer("changed_scores")).isEqualTo(done.integer("changed_scores"));
            assertThat(trial.integer("changed_levels")).isEqualTo(done.integer("changed_levels"));
            assertThat(version(server, manager)).isGreaterThan(before);
        }
    }

    @DatabaseTest
    void theReportOfTheOldKeyCanStillBeHad(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            String manager = user(server, "MANAGER");
            server.put(
                    PROGRAMME + "/instruments/weld_l2/versions/1/key",
                    manager,
                    ReferenceCohort.keyOfSafetyOnly().toJson(ReferenceCohort.instrument()));
            JsonObject now = TestServer.json(server.get(REPORT + "?group_by=province", manager));
            JsonObject before = TestServer.json(server.get(REPORT + "?group_by=province&key_version=1", manager));
            JsonObject newest = TestServer.json(server.get(REPORT + "?group_by=province&key_version=2", manager));

            assertThat(Agreement.differences(ReferenceCohort.expected().asMap(), before.asMap()))
                    .isEmpty();
            assertThat(before.integer("key_version")).isOne();
            assertThat(now.object("paired").asMap())
                    .isNotEqualTo(before.object("paired").asMap());
            assertThat(newest.object("paired").asMap())
                    .isEqualTo(now.object("paired").asMap());
            assertThat(server.get(REPORT + "?key_version=3", manager).body()).contains("key_version", "1 to 2");
        }
    }

    @DatabaseTest
    void assessmentsAreShownWithTheirScoresAndHistoryToManagersOnly(TestDatabase.Kind kind) {
        try (TestServer server = withReferenceCohort(kind)) {
            JsonObject page = TestServer.json(server.get(PROGRAMME + "/assessments?limit=3", server.adminToken()));
            List<JsonObject> items = page.objects("items");
            String one = PROGRAMME + "/assessments/" + items.get(0).text("id");

            assertThat(items).hasSize(3);
            assertThat(page.has("after")).isTrue();
            JsonObject shown = TestServer.json(server.get(one, server.adminToken()));
            assertThat(shown.text("state")).isEqualTo("COMPLETED");
            assertThat(shown.object("score").object("skills").names()).containsExactly("safety", "tools");
            assertThat(shown.object("score").integer("key_version")).isOne();
            assertThat(items.get(0).has("history")).isFalse();
            assertThat(shown.objects("history")).singleElement().satisfies(operation -> {
                assertThat(operation.text("author")).isEqualTo("admin");
                assertThat(operation.text("kind")).isEqualTo("put");
            });
            assertThat(server.get(one, user(server, "VIEWER")).statusCode()).isEqualTo(403);
        }
    }

    /** The reference case, set up and pushed as people and phones do it. */
    private static TestServer withReferenceCohort(TestDatabase.Kind kind) {
        TestServer server = TestServer.start(kind);
        ReferenceCohort.setUp(server);
        return server;
    }

    /** Adds a user of the reference programme and signs in. */
    private static String user(TestServer server, String role) {
        server.put(
                "/api/v1/users/" + role.toLowerCase(Locale.ROOT),
                server.adminToken(),
                Map.of("password", PASSWORD, "roles", List.of(Map.of("role", role, "programme", "cpec-weld"))));
        return server.token(role.toLowerCase(Locale.ROOT), PASSWORD);
    }

    private static long version(TestServer server, String token) {
        return TestServer.json(server.get(REPORT, token)).integer("data_version");
    }

    private static HttpResponse<String> ifNoneMatch(TestServer server, String token, String tag) {
        return server.send(
                server.request(REPORT, token).header("If-None-Match", tag).GET());
    }
}
