package org.hunar.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class ScoringRulesOverHttpTest {
    private static final int ROUNDS = 20;
    private static final String KEY = "/instruments/weld_l2/versions/1/key";

    private final Captures phone = new Captures();
    private final String ali = id();
    private final String sitting = id();

    @DatabaseTest
    void aChangedShareOfRatingsThatMustBeAnsweredScoresAnew(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            Map<String, Object> withoutRating = Map.of("ppe", "yes", "tools", List.of("torch", "clamp"), "gap", 1.5);
            server.post(
                    "/api/v1/sync/push",
                    programme.tokenOf(AMNA),
                    phone.push(phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, withoutRating)));
            assertThat(percent(server, manager))
                    .as("the rating of its skill is missing")
                    .isEmpty();

            server.put(
                    WeldingProgramme.path(""),
                    manager,
                    Map.of("title", Map.of("en", "Welding"), "min_answered_share", 0));
            assertThat(percent(server, manager)).hasValue(100.0);
        }
    }

    @DatabaseTest
    void whatIsPushedWhileTheShareIsChangedIsScoredByTheNewRule(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            String amna = programme.tokenOf(AMNA);
            server.post("/api/v1/sync/push", amna, phone.push(phone.participant(ali, LAHORE, "1")));
            Map<String, Object> withoutRating = Map.of("ppe", "yes", "tools", List.of("torch", "clamp"), "gap", 1.5);
            for (int round = 0; round < ROUNDS; round++) {
                double share = round % 2 == 0 ? 0 : 0.5;
                String pushed = id();
                CompletableFuture<HttpResponse<String>> push = CompletableFuture.supplyAsync(() -> server.post(
                        "/api/v1/sync/push", amna, phone.push(phone.assessment(pushed, ali, withoutRating))));
                putShare(server, manager, share);
                assertThat(push.join().statusCode()).isEqualTo(200);

                JsonObject assessment =
                        TestServer.json(server.get(WeldingProgramme.path("/assessments/" + pushed), manager));
                assertThat(assessment.object("score").optionalNumber("percent").isPresent())
                        .as("round %d, %s", round, assessment.asMap())
                        .isEqualTo(share == 0);
            }
        }
    }

    private static void putShare(TestServer server, String manager, double share) {
        HttpResponse<String> answer = server.put(
                WeldingProgramme.path(""),
                manager,
                Map.of("title", Map.of("en", "Welding"), "min_answered_share", share));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @DatabaseTest
    void aCorrectedKeyWithdrawsAnItemAndMakesAnotherACriticalStep(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            Map<String, Object> answers =
                    Map.of("ppe", "no", "tools", List.of("torch", "clamp"), "gap", 9, "quality", 10);
            server.post(
                    "/api/v1/sync/push",
                    programme.tokenOf(AMNA),
                    phone.push(phone.participant(ali, LAHORE, "1"), phone.assessment(sitting, ali, answers)));
            assertThat(score(server, manager).asMap())
                    .containsEntry("critical_failed", List.of())
                    .containsEntry("failed", false)
                    .containsEntry("band", "PROFICIENT")
                    .containsEntry("mastered", true);

            JsonObject trial = putKey(server, manager, "?dry_run=true", withGapWithdrawn());
            assertThat(trial.integer("changed_scores")).isOne();
            assertThat(trial.integer("changed_levels")).isOne();
            JsonObject done = putKey(server, manager, "", withGapWithdrawn());

            assertThat(done.integer("changed_levels")).isOne();
            assertThat(score(server, manager).asMap())
                    .containsEntry("critical_failed", List.of("ppe"))
                    .containsEntry("failed", true)
                    .containsEntry("band", "NOVICE")
                    .containsEntry("mastered", false);
            assertThat(score(server, manager).number("max").intValue()).isEqualTo(16);
            assertThat(percent(server, manager)).hasValue(87.5);
            JsonObject key = TestServer.json(server.get(WeldingProgramme.path(KEY), manager));
            assertThat(key.object("items").object("gap").flag("withdrawn", false))
                    .isTrue();
            assertThat(key.object("items").object("ppe").flag("critical", false))
                    .isTrue();
        }
    }

    @DatabaseTest
    void theReportCountsThoseWhoFailedACriticalStepWhateverCameFirst(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            Map<String, Object> body = Map.of(
                    "participant_id", ali,
                    "instrument", "weld_l2",
                    "instrument_version", "1",
                    "phase", "POST",
                    "attempt", 1,
                    "started_at", "2026-09-20T09:14:31.000Z",
                    "completed_at", "2026-09-20T09:31:00.000Z",
                    "answers", Map.of("ppe", "no", "quality", 10));
            server.post(
                    "/api/v1/sync/push",
                    programme.tokenOf(AMNA),
                    phone.push(
                            phone.participant(ali, LAHORE, "1"),
                            phone.operation("assessment", sitting, "put", List.of(), body)));
            assertThat(notes(server, manager)).doesNotContainKey("CRITICAL_FAILED");

            putKey(server, manager, "", withGapWithdrawn());
            assertThat(notes(server, manager).get("CRITICAL_FAILED")).startsWith("1 failed");
            assertThat(notes(server, programme.tokenOf(VIEWER))).doesNotContainKey("CRITICAL_FAILED");

            server.post(
                    "/api/v1/sync/push",
                    programme.tokenOf(AMNA),
                    phone.push(phone.operation(
                            "assessment", sitting, "put", List.of(), Map.of("answers", Map.of("ppe", "yes")))));
            assertThat(notes(server, manager)).doesNotContainKey("CRITICAL_FAILED");
        }
    }

    /** The notes of the report, in English, by code. */
    private static Map<String, String> notes(TestServer server, String token) {
        return TestServer.json(server.get(WeldingProgramme.path("/report"), token)).objects("notes").stream()
                .collect(Collectors.toMap(
                        note -> note.text("code"), note -> note.object("text").text("en"), (one, same) -> one));
    }

    @DatabaseTest
    void nobodyCanFailByAnOpinion(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            Map<String, Object> key = Map.of("items", Map.of("quality", Map.of("weight", 10, "critical", true)));

            HttpResponse<String> answer = server.put(WeldingProgramme.path(KEY), programme.tokenOf(MANAGER), key);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("/items/quality/critical");
        }
    }

    /** The key of the instrument, the gap withdrawn and the protective equipment a critical step. */
    private static Map<String, Object> withGapWithdrawn() {
        return Map.of(
                "items",
                Map.of(
                        "ppe", Map.of("key", "yes", "weight", 2, "critical", true),
                        "tools",
                                Map.of(
                                        "key",
                                        List.of("torch", "clamp"),
                                        "scoring",
                                        "PARTIAL",
                                        "penalty",
                                        1,
                                        "weight",
                                        4),
                        "quality", Map.of("weight", 10),
                        "gap", Map.of("key", 1.5, "tolerance", 0.25, "weight", 2, "withdrawn", true)));
    }

    private static JsonObject putKey(TestServer server, String token, String query, Map<String, Object> key) {
        HttpResponse<String> answer = server.put(WeldingProgramme.path(KEY) + query, token, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    private JsonObject score(TestServer server, String token) {
        return TestServer.json(server.get(WeldingProgramme.path("/assessments/" + sitting), token))
                .object("score");
    }

    private Optional<Double> percent(TestServer server, String token) {
        JsonObject assessment = TestServer.json(server.get(WeldingProgramme.path("/assessments/" + sitting), token));
        return assessment.object("score").optionalNumber("percent").map(Number::doubleValue);
    }
}
