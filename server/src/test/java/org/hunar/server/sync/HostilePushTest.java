package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Input as it comes from broken phones and bad people: refused by name, and nothing beside it suffers or is lost. */
class HostilePushTest {
    private static final int MIB = 1024 * 1024;

    private final Captures phone = new Captures();
    private final String ali = id();

    @DatabaseTest
    void anEnvelopeThatCannotBeReadIsA400(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            for (String body : List.of(
                    "",
                    "{",
                    "nonsense",
                    "[]",
                    "{\"ops\": 3}",
                    "{\"ops\": []} {}",
                    "{\"ops\": []}",
                    "{\"install_id\": \"" + phone.install + "\", \"ops\": [], \"ops\": []}")) {
                HttpResponse<String> answer = amna.pushRaw(body);
                assertThat(answer.statusCode()).as(body).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("application/problem+json");
                assertThat(TestServer.json(answer).text("code")).as(body).isNotBlank();
            }
        }
    }

    /** Jackson takes each of these for UTF-16 or UTF-32; once it was a 500, to which a phone comes again for ever. */
    @DatabaseTest
    void anEnvelopeInAnotherCharsetThanUtf8IsA400(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            String push = Json.write(phone.push(Map.of("op_id", id())));
            for (byte[] body : List.of(
                    push.getBytes(StandardCharsets.UTF_16),
                    push.getBytes(StandardCharsets.UTF_16LE),
                    push.getBytes(StandardCharsets.UTF_16BE),
                    push.getBytes(Charset.forName("UTF-32")),
                    new byte[] {0, 0, '{', 0},
                    new byte[] {0, '{', 0, 0})) {
                assertThat(amna.pushRaw(body).statusCode())
                        .as(Arrays.toString(body))
                        .isEqualTo(400);
            }
        }
    }

    @DatabaseTest
    void anEnvelopeOverALimitIsA413AndNothingOfItIsTaken(TestDatabase.Kind kind) throws IOException {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            List<Object> many = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                many.add(Map.of("op_id", id()));
            }
            assertThat(amna.pushRaw(Json.write(phone.push(many))).statusCode()).isEqualTo(413);
            assertThat(amna.pushRaw(bomb(), "Content-Encoding", "gzip").statusCode())
                    .isEqualTo(413);
            assertThat(amna.pushRaw(new byte[] {1, 2, 3}, "Content-Encoding", "gzip")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(amna.pushRaw("{}".getBytes(StandardCharsets.UTF_8), "Content-Encoding", "br")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(quarantined(server)).isZero();
        }
    }

    @DatabaseTest
    void eachBadOperationIsRefusedByItselfAndKeptRawWhileTheGoodOnesAreApplied(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> good = phone.participant(ali, LAHORE, "1");
            Map<String, Object> huge = phone.participant(id(), LAHORE, "x".repeat(MIB));
            Map<String, Object> unknownKind = phone.operation("participant", ali, "delete", List.of(), Map.of());
            Map<String, Object> noHlc = phone.participant(id(), LAHORE, "2");
            noHlc.remove("hlc");
            Map<String, Object> deep = phone.participant(id(), LAHORE, "3");
            deep.put("body", nested(900));
            Map<String, Object> nowhere = phone.participant(id(), "no-such-cohort", "4");
            Map<String, Object> approves = phone.operation("participant", ali, "approve", List.of(), Map.of());
            Map<String, Object> alsoGood = phone.assessment(id(), ali, Map.of("ppe", "yes"));
            Map<String, Object> push = phone.push(
                    good,
                    huge,
                    unknownKind,
                    noHlc,
                    deep,
                    nowhere,
                    approves,
                    "not an operation",
                    at("+12345-01-01T00:00:00Z"),
                    at("0000-01-01T00:00:00Z"),
                    alsoGood);
            push.put("app_version", "1.8\u0000.2");

            List<JsonObject> results = amna.push(push);

            assertThat(results)
                    .extracting(result -> result.text("status") + " "
                            + result.optionalText("code").orElse(""))
                    .containsExactly(
                            "APPLIED ",
                            "REJECTED TOO_LARGE",
                            "REJECTED UNKNOWN_KIND",
                            "REJECTED VALIDATION",
                            "REJECTED VALIDATION",
                            "REJECTED VALIDATION",
                            "REJECTED FORBIDDEN",
                            "REJECTED VALIDATION",
                            "REJECTED VALIDATION",
                            "REJECTED VALIDATION",
                            "APPLIED ");
            assertThat(results.get(1).text("op_id")).isEqualTo(huge.get("op_id"));
            assertThat(path(results.get(3))).isEqualTo("/hlc");
            assertThat(path(results.get(5))).isEqualTo("/body/cohort");
            assertThat(path(results.get(8))).isEqualTo("/body/started_at");
            assertThat(quarantined(server)).isEqualTo(9);
        }
    }

    /** An escape in a name is JSON, as Python writes it; half of one is none, and stops nobody else's work. */
    @DatabaseTest
    void aNameOfAFieldMayBeWrittenInEscapes(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            String push = Json.write(phone.push(
                    phone.operation(
                            "participant", ali, "put", List.of(), Map.of("cohort", LAHORE, "name", "Ali", "NAME", 1)),
                    phone.operation(
                            "participant", id(), "put", List.of(), Map.of("cohort", LAHORE, "name", "Omar", "HALF", 1)),
                    phone.participant(id(), LAHORE, "3")));
            HttpResponse<String> answer = amna.pushRaw(
                    "\ufeff" + push.replace("NAME", "\\ud83d\\ude00").replace("HALF", "\\udc00"));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(TestServer.json(answer).objects("results"))
                    .extracting(result -> result.text("status"))
                    .containsExactly("APPLIED", "REJECTED", "APPLIED");
            assertThat(amna.document("cohort:" + LAHORE, "participant", ali)).containsKey("\ud83d\ude00");
        }
    }

    /** Without them a document would be none any more, and whatever follows would wait for ever. */
    @DatabaseTest
    void whatADocumentCannotBeWithoutIsNotTakenAway(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> person = phone.participant(ali, LAHORE, "1");
            String sitting = id();
            Map<String, Object> assessment = phone.assessment(sitting, ali, Map.of("ppe", "yes"));
            amna.push(phone.push(person, assessment));

            for (Object nothing : Arrays.asList(null, "", " ")) {
                List<Map<String, Object>> takingAway = new ArrayList<>();
                takingAway.add(phone.amend(
                        "participant", ali, List.of(person.get("op_id")), Collections.singletonMap("cohort", nothing)));
                for (String field : List.of("participant_id", "instrument", "instrument_version", "phase")) {
                    takingAway.add(phone.amend(
                            "assessment",
                            sitting,
                            List.of(assessment.get("op_id")),
                            Collections.singletonMap(field, nothing)));
                }
                takingAway.add(phone.participant(id(), LAHORE, "2"));
                List<JsonObject> results = amna.push(phone.push(takingAway.toArray()));

                assertThat(results.get(5).text("status")).isEqualTo("APPLIED");
                assertThat(results.subList(0, 5))
                        .extracting(result -> result.text("status") + " " + path(result))
                        .containsExactly(
                                "REJECTED /body/cohort",
                                "REJECTED /body/participant_id",
                                "REJECTED /body/instrument",
                                "REJECTED /body/instrument_version",
                                "REJECTED /body/phase");
            }
        }
    }

    /** They are said by the server, beside what was captured. */
    @DatabaseTest
    void noPhoneSpeaksForTheServer(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, welding.tokenOf(WeldingProgramme.AMNA));
            String manager = welding.tokenOf(WeldingProgramme.MANAGER);
            Map<String, Object> claims =
                    Map.of("id", "zz", "rev", "x", "state", "VOID", "captured_by", "boss", "late", 1);
            Map<String, Object> person = new HashMap<>(claims);
            person.putAll(Map.of("cohort", LAHORE, "name", "Ali"));
            Map<String, Object> assessment = phone.assessment(id(), ali, Map.of("ppe", "yes"));
            Map<String, Object> body = new HashMap<>(claims);
            body.putAll(JsonObject.of("", assessment.get("body")).asMap());
            body.putAll(Map.of("cohort", "khi-02", "provisional", true, "score", 100, "history", 1));
            assessment.put("body", body);
            amna.push(phone.push(phone.operation("participant", ali, "put", List.of(), person), assessment));

            JsonObject shown = TestServer.json(
                    server.get(WeldingProgramme.path("/assessments/" + assessment.get("entity_id")), manager));
            assertThat(shown.text("id")).isEqualTo(assessment.get("entity_id"));
            assertThat(shown.integer("rev")).isEqualTo(1);
            assertThat(shown.text("state")).isEqualTo("COMPLETED");
            assertThat(shown.text("captured_by")).isEqualTo(WeldingProgramme.AMNA);
            assertThat(shown.text("cohort")).isEqualTo(LAHORE);
            assertThat(shown.has("provisional")).isFalse();
            assertThat(shown.objects("history")).hasSize(1);
            JsonObject listed = TestServer.json(server.get(WeldingProgramme.path("/participants/" + ali), manager));
            assertThat(listed.text("id")).isEqualTo(ali);
            assertThat(listed.integer("rev")).isEqualTo(1);

            JsonObject marked = amna.pushOne(phone.push(phone.operation(
                    "participant", id(), "put", List.of(), Map.of("cohort", LAHORE, "name", "Omar", "erased", true))));
            assertThat(path(marked)).isEqualTo("/body/erased");
        }
    }

    @DatabaseTest
    void anAnswerThatCannotBeNamesTheQuestion(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            List<JsonObject> results = amna.push(phone.push(
                    phone.participant(ali, LAHORE, "1"),
                    phone.assessment(id(), ali, Map.of("colour", "red")),
                    phone.assessment(id(), ali, Map.of("ppe", "perhaps")),
                    phone.assessment(id(), ali, Map.of("tools", List.of("torch", "fork"))),
                    phone.assessment(id(), ali, Map.of("quality", 11))));

            assertThat(results.subList(1, 5)).allSatisfy(result -> {
                assertThat(result.text("status")).isEqualTo("REJECTED");
                assertThat(result.text("code")).isEqualTo("VALIDATION");
            });
            assertThat(results.subList(1, 5))
                    .extracting(HostilePushTest::path)
                    .containsExactly(
                            "/body/answers/colour",
                            "/body/answers/ppe",
                            "/body/answers/tools",
                            "/body/answers/quality");
            assertThat(quarantined(server)).isEqualTo(4);
        }
    }

    @DatabaseTest
    void aRefusedAmendmentLeavesTheDocumentAndItsRevision(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> created = phone.participant(ali, LAHORE, "1");
            amna.push(phone.push(created));
            Map<String, ?> nowhere = Map.of("cohort", "no-such-cohort");
            JsonObject refused =
                    amna.pushOne(phone.push(phone.amend("participant", ali, List.of(created.get("op_id")), nowhere)));

            assertThat(refused.text("status")).isEqualTo("REJECTED");
            FeedItem item = amna.pullAll().get("cohort:" + LAHORE + " participant " + ali);
            assertThat(item.rev()).isEqualTo(1);
        }
    }

    @DatabaseTest
    void aMissingInstrumentHoldsTheAssessmentUntilItIsPublished(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            List<JsonObject> results = amna.push(phone.push(
                    phone.participant(ali, LAHORE, "1"), phone.assessment(id(), ali, "2", Map.of("ppe", "yes"))));

            assertThat(results.get(1).text("status")).isEqualTo("HELD");
            assertThat(results.get(1).text("code")).isEqualTo("AWAITING_INSTRUMENT");
            assertThat(results.get(1).texts("needs")).containsExactly("instrument:weld_l2@2");
        }
    }

    @DatabaseTest
    void aRefusedOperationThatComesAgainIsRefusedAgainAndKeptOnce(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> push = phone.push(phone.participant(ali, "no-such-cohort", "1"));

            JsonObject first = amna.pushOne(push);
            assertThat(amna.pushOne(push).asMap()).isEqualTo(first.asMap());
            assertThat(quarantined(server)).isEqualTo(1);
        }
    }

    /** Begun at a time that a database cannot keep. */
    private Map<String, Object> at(String time) {
        Map<String, Object> spoilt = phone.assessment(id(), ali, Map.of());
        Map<String, Object> body =
                new HashMap<>(JsonObject.of("", spoilt.get("body")).asMap());
        body.put("started_at", time);
        spoilt.put("body", body);
        return spoilt;
    }

    private static String path(JsonObject result) {
        return result.objects("errors").get(0).text("path");
    }

    private static long quarantined(TestServer server) {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select count(*) from quarantine where length(raw) > 0")
                        .mapTo(Long.class)
                        .one());
    }

    private static Object nested(int depth) {
        Object value = "deep";
        for (int i = 0; i < depth; i++) {
            value = List.of(value);
        }
        return Map.of("cohort", value);
    }

    /** 64 MiB of blanks in some 64 KiB of gzip. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blanks = new byte[MIB];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                gzip.write(blanks);
            }
        }
        return bytes.toByteArray();
    }

    private static SyncClient amna(TestServer server) {
        return new SyncClient(server, WeldingProgramme.setUp(server).tokenOf(AMNA));
    }
}
