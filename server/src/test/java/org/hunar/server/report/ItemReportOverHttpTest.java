package org.hunar.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.PushedCase.PROGRAMME;

import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.model.json.JsonObject;
import org.hunar.server.report.statistics.RaterAgreement;
import org.hunar.server.testing.Agreement;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.PushedCase;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

class ItemReportOverHttpTest {
    private static final String ITEMS = PROGRAMME + "/report/items?instrument=form&version=1&phase=";
    private static final String PASSWORD = "blue torch nine";

    private final long seed = System.nanoTime();

    @DatabaseTest
    void theFiguresOfRightAndWrongItemsAreThoseOfR(TestDatabase.Kind kind) {
        PushedCase reference = new PushedCase("v2-dichotomous-30x20");
        try (TestServer server = TestServer.start(kind)) {
            reference.push(server, new Random(seed));

            Map<String, Object> report =
                    new LinkedHashMap<>(report(server, "PRE").asMap());
            report.put("rasch", byName(reference, report.get("rasch")));

            assertThat(Agreement.differences(reference.expected().asMap(), report))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(report).containsEntry("reference", "north").containsEntry("focal", "south");
        }
    }

    @DatabaseTest
    void everyKindOfItemIsScoredAndAnalysedAsInTheReferenceCase(TestDatabase.Kind kind) {
        PushedCase reference = new PushedCase("v3-rubric-mixed");
        try (TestServer server = TestServer.start(kind)) {
            reference.push(server, new Random(seed));
            JsonObject expected = reference.expected();

            JsonObject report = report(server, "PRE");
            Map<String, Object> ofScale =
                    PairedTable.object(report.object("items").asMap().get("confidence"));
            List<BigDecimal> ends = List.of(BigDecimal.ZERO, BigDecimal.valueOf(4));

            assertThat(Agreement.differences(
                            expected.object("items").object("confidence_pre").asMap(), ofScale))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(Agreement.differences(
                            RaterAgreement.of(ends, reference.ratings("PRE")),
                            report.object("raters").asMap()))
                    .isEmpty();
            assertThat(report.object("raters").object("items").names()).containsExactly("F1", "F2");
            expected.object("scores").asMap().forEach((sitting, score) -> {
                String[] who = sitting.split(":");
                String path = PROGRAMME + "/assessments/" + PushedCase.assessment(who[0], who[1]);
                Map<String, Object> wanted = PairedTable.object(score);
                wanted.keySet().removeAll(List.of("band", "mastered"));
                assertThat(Agreement.differences(
                                wanted,
                                TestServer.json(server.get(path, server.adminToken()))
                                        .object("score")
                                        .asMap()))
                        .as("%s, seed %d", sitting, seed)
                        .isEmpty();
            });
        }
    }

    @DatabaseTest
    void whatIsMissingOrUnknownIsNamed(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            new PushedCase("v2-dichotomous-30x20").push(server, new Random(seed));
            String path = PROGRAMME + "/report/items";

            assertRefused(server, path, "?instrument", "?version", "?phase");
            assertRefused(server, path + "?instrument=other&version=1&phase=PRE", "?instrument");
            assertRefused(server, path + "?instrument=form&version=2&phase=PRE", "?version");
            assertRefused(server, path + "?instrument=form&version=1&phase=RETRO_PRE", "?phase");
            assertRefused(server, ITEMS + "PRE&group_by=shoe_size", "?group_by");
            assertRefused(server, ITEMS + "PRE&reference=north", "?focal");
            assertRefused(server, ITEMS + "PRE&reference=north&focal=west", "?focal");
            assertThat(codes(report(server, "POST"), "notes")).containsExactly("NO_ASSESSMENTS");
        }
    }

    @DatabaseTest
    void aViewerSeesNoPersonAndNothingOfAFewAndNothingTwice(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            new PushedCase("v2-dichotomous-30x20").push(server, new Random(seed));
            String viewer = viewer(server);
            HttpResponse<String> answer = server.get(ITEMS + "PRE", viewer);
            JsonObject report = TestServer.json(answer);

            assertThat(report.object("rasch").has("persons")).isFalse();
            assertThat(report.object("dif").names()).hasSize(20);
            report.object("distractors")
                    .asMap()
                    .forEach((item, options) -> PairedTable.object(options).forEach((option, figures) -> {
                        Map<String, Object> ofOption = PairedTable.object(figures);
                        int choosers = PairedTable.count(ofOption, "count");
                        if (choosers > 0 && choosers < 5) {
                            assertThat(ofOption)
                                    .containsEntry("mean_total", null)
                                    .containsEntry("lower", null);
                        }
                    }));
            String tag = answer.headers().firstValue("ETag").orElseThrow();
            assertThat(server.send(server.request(ITEMS + "PRE", viewer)
                                    .header("If-None-Match", tag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(304);
            assertThat(server.send(server.request(ITEMS + "PRE", server.adminToken())
                                    .header("If-None-Match", tag)
                                    .GET())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @DatabaseTest
    void theReportOfAnEarlierKeyIsStillToBeHad(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            new PushedCase("v2-dichotomous-30x20").push(server, new Random(seed));
            Map<String, Object> before = figures(report(server, "PRE"));
            String key = PROGRAMME + "/instruments/form/versions/1/key";
            String admin = server.adminToken();
            Map<String, Object> items = new LinkedHashMap<>(
                    TestServer.json(server.get(key, admin)).object("items").asMap());
            String withdrawn = items.keySet().iterator().next();
            items.computeIfPresent(withdrawn, (code, item) -> {
                Map<String, Object> changed = PairedTable.object(item);
                changed.put("withdrawn", true);
                return changed;
            });
            assertThat(server.put(key, admin, Map.of("items", items)).statusCode())
                    .isEqualTo(200);

            assertThat(report(server, "PRE")
                            .object("items")
                            .object("*")
                            .object("items")
                            .names())
                    .isNotEmpty()
                    .doesNotContain(withdrawn);
            assertThat(figures(report(server, "PRE&key_version=1"))).isEqualTo(before);
            assertThat(report(server, "PRE&key_version=2").asMap())
                    .as("the same data once more")
                    .isEqualTo(report(server, "PRE&key_version=2").asMap());
            assertRefused(server, ITEMS + "PRE&key_version=3", "?key_version");
        }
    }

    private static Map<String, Object> figures(JsonObject report) {
        Map<String, Object> figures = new LinkedHashMap<>(report.asMap());
        figures.keySet().removeAll(List.of("generated_at", "data_version"));
        return figures;
    }

    private static void assertRefused(TestServer server, String path, String... parameters) {
        HttpResponse<String> answer = server.get(path, server.adminToken());
        assertThat(answer.statusCode()).as(path).isEqualTo(400);
        assertThat(TestServer.json(answer).objects("errors"))
                .extracting(error -> error.text("path"))
                .containsExactly(parameters);
    }

    private static List<String> codes(JsonObject report, String list) {
        return report.objects(list).stream().map(each -> each.text("code")).toList();
    }

    private static String viewer(TestServer server) {
        server.put(
                "/api/v1/users/ministry",
                server.adminToken(),
                Map.of("password", PASSWORD, "roles", List.of(Map.of("role", "VIEWER", "programme", "case"))));
        return server.token("ministry", PASSWORD);
    }

    private static JsonObject report(TestServer server, String phase) {
        HttpResponse<String> answer = server.get(ITEMS + phase, server.adminToken());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    /** The Rasch figures with people named as the case names them. */
    private static Map<String, Object> byName(PushedCase reference, Object rasch) {
        Map<String, Object> figures = PairedTable.object(rasch);
        Map<String, Object> persons = PairedTable.object(figures.get("persons"));
        Map<String, Object> named = new LinkedHashMap<>();
        for (String person : reference.people()) {
            named.put(person, persons.get(PushedCase.participant(person).toString()));
        }
        figures.put("persons", named);
        return figures;
    }
}
