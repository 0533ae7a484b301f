package org.hunar.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.STRANGER;
import static org.hunar.server.testing.WeldingProgramme.path;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.openrosa.Filled;
import org.hunar.server.openrosa.Post;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;

/** Somebody asks to be forgotten: who she was is nowhere any more, what she achieved still counts, and the proof is kept. */
class ErasureTest {
    private static final List<String> WHO_SHE_IS = List.of(
            "Gulnaz Bibi",
            "Gulnaz Begum",
            "گلناز",
            "0300-7654321",
            "35202-7654321-9",
            "LHR-03-4711",
            "LHR-03-0815",
            "sister of Rukhsana");
    private static final byte[] PORTRAIT = "not really a portrait".getBytes(StandardCharsets.UTF_8);

    private final Captures phone = new Captures();
    private final Captures otherPhone = new Captures();
    private final String gulnaz = id();
    private final String again = id();
    private final String assessment = id();
    private Map<String, Object> came;
    private Map<String, Object> tested;

    @DatabaseTest
    void identityGoesStatisticsStayProofIsKeptAndNobodyBringsHerBack(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, welding.tokenOf(AMNA));
            String farida = welding.tokenOf(MANAGER);
            livesThroughACourse(server, amna, farida);
            JsonObject first = amna.pushOne(phone.push(came));
            Map<String, Object> report = report(server, farida);
            OpenedDatabase opened = new OpenedDatabase(server.database());
            assertThat(opened.placesOf(WHO_SHE_IS))
                    .as("the look finds what is there")
                    .isNotEmpty();

            for (String reason : List.of("letter of gulnaz bibi", "Gulnaz asked", "call 03007654321")) {
                HttpResponse<String> naming = server.post(erasure(gulnaz), farida, Map.of("reason", reason));
                assertThat(ApiClient.json(naming).objects("errors").get(0).text("code"))
                        .as(reason)
                        .isEqualTo("NAMES_THE_PERSON");
            }
            JsonObject proof = erase(server, farida);

            assertThat(opened.placesOf(WHO_SHE_IS)).isEmpty();
            assertThat(Json.write(proof.object("erased").asMap()))
                    .contains("\"people\":2", "\"assessments\":1", "\"files\":1", "\"refused\":1");
            assertThat(erase(server, farida).asMap()).as("a second time").isEqualTo(proof.asMap());
            assertThat(audited(server)).contains(proof.text("proof"));
            assertThat(report(server, farida)).isEqualTo(report);
            assertThat(answers(amna, assessment))
                    .containsEntry("ppe", "yes")
                    .as("what no score is made of")
                    .doesNotContainKey("photo");
            assertThat(amna.document("cohort:" + LAHORE, "participant", gulnaz))
                    .containsEntry("erased", true)
                    .containsEntry("gender", "F")
                    .doesNotContainKeys("name", "number", "phone", "national_id");

            assertThat(amna.pushOne(phone.push(came)).asMap()).isEqualTo(first.asMap());
            oldPhonesComeBack(amna);
            rosterComesBack(server, farida);
            assertThat(opened.placesOf(WHO_SHE_IS)).isEmpty();
            assertThat(report(server, farida)).isEqualTo(report);
        }
    }

    /** A backup from before is restored: a server that knows nothing of it, and the list that was kept beside. */
    @DatabaseTest
    void whoWasErasedIsErasedAgainAfterAnOlderBackupBeforePhonesBringHerBack(TestDatabase.Kind kind) {
        String list;
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            livesThroughACourse(server, new SyncClient(server, welding.tokenOf(AMNA)), welding.tokenOf(MANAGER));
            erase(server, welding.tokenOf(MANAGER));
            list = server.get("/api/v1/erasures.jsonl", server.adminToken()).body();
        }
        try (TestServer restored = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(restored);
            assertThat(repeat(restored, list)).isEqualTo(2);
            assertThat(repeat(restored, list)).isZero();

            SyncClient amna = new SyncClient(restored, welding.tokenOf(AMNA));
            String collect = doorOfCollect(restored, welding);
            String late = id();
            Filled form = new Filled(late, gulnaz)
                    .with("remark", "sister of Rukhsana")
                    .with("ppe", "yes")
                    .with("photo", "1.jpg");
            amna.push(phone.push(tested));
            assertThat(sent(restored, collect, form)).isEqualTo(201);
            assertThat(sent(restored, collect, form.with("phase", "one day"))).isEqualTo(409);
            assertThat(sent(restored, collect, about(gulnaz).with("phase", "one day")))
                    .isEqualTo(400);
            assertThat(amna.pushOne(phone.push(withoutClock(came))).text("status"))
                    .isEqualTo("REJECTED");
            assertThat(amna.pushOne(phone.push(came)).text("status")).isEqualTo("APPLIED");
            assertThat(sent(
                            restored,
                            collect,
                            about(gulnaz)
                                    .meta("<entity dataset=\"participants\" create=\"1\" id=\"" + gulnaz
                                            + "\"><label>Gulnaz Begum</label></entity>")))
                    .isEqualTo(201);

            assertThat(amna.document("cohort:" + LAHORE, "assessment", late)).containsEntry("participant_id", gulnaz);
            assertThat(new OpenedDatabase(restored.database()).placesOf(WHO_SHE_IS))
                    .isEmpty();
            assertThat(restored.get("/api/v1/erasures.jsonl", restored.adminToken())
                            .body())
                    .contains("asked in writing");
        }
    }

    /** He has no part in the programme: that it is about her he has said in vain, and what he says of it is about her. */
    @DatabaseTest
    void whatFollowsSomethingThatWasRefusedIsErasedWithIt(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme welding = WeldingProgramme.setUp(server);
            String farida = welding.tokenOf(MANAGER);
            livesThroughACourse(server, new SyncClient(server, welding.tokenOf(AMNA)), farida);
            SyncClient stranger = new SyncClient(server, welding.tokenOf(STRANGER));
            Map<String, Object> before = otherPhone.assessment(id(), gulnaz, Map.of("ppe", "yes"));
            Map<String, Object> after = otherPhone.assessment(id(), gulnaz, Map.of("ppe", "yes"));
            Map<String, Object> atOnce = otherPhone.assessment(id(), gulnaz, Map.of("ppe", "yes"));
            assertThat(stranger.pushOne(otherPhone.push(before)).text("code")).isEqualTo("FORBIDDEN");
            assertThat(stranger.pushOne(otherPhone.push(remarkOn(before))).text("status"))
                    .isEqualTo("HELD");

            erase(server, farida);
            OpenedDatabase opened = new OpenedDatabase(server.database());
            assertThat(opened.placesOf(WHO_SHE_IS)).isEmpty();

            assertThat(stranger.pushOne(otherPhone.push(after)).text("code")).isEqualTo("FORBIDDEN");
            stranger.push(otherPhone.push(remarkOn(after)));
            stranger.push(otherPhone.push(remarkOn(before)));
            stranger.push(otherPhone.push(atOnce, remarkOn(atOnce)));
            assertThat(opened.placesOf(WHO_SHE_IS)).isEmpty();
        }
    }

    private Map<String, Object> remarkOn(Map<String, Object> put) {
        return otherPhone.amend(
                "assessment",
                (String) put.get("entity_id"),
                List.of(put.get("op_id")),
                Map.of("answers", Map.of("remark", "sister of Rukhsana")));
    }

    private static Filled about(String person) {
        return new Filled(id(), person).with("remark", "sister of Rukhsana").with("ppe", "yes");
    }

    /** Path of the door of Amna's phone with Collect. */
    private static String doorOfCollect(TestServer server, WeldingProgramme welding) {
        HttpResponse<String> answer =
                server.post(path("/collect-tokens"), welding.tokenOf(MANAGER), Map.of("trainer", AMNA));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ApiClient.json(answer).text("url").replaceAll("^https?://[^/]+", "");
    }

    /** With the portrait; the status that is answered. */
    private static int sent(TestServer server, String door, Filled form) {
        return server.send(server.request(door + "/submission", "")
                        .header("Content-Type", "multipart/form-data; boundary=" + Post.BOUNDARY)
                        .POST(BodyPublishers.ofByteArray(
                                form.post().file("1.jpg", PORTRAIT).bytes())))
                .statusCode();
    }

    /** As a broken app would send it: it cannot be read, and yet it names her. */
    private static Map<String, Object> withoutClock(Map<String, Object> operation) {
        Map<String, Object> broken = new HashMap<>(operation);
        broken.remove("hlc");
        return broken;
    }

    /** Registered twice, corrected on two phones at odds, photographed, wrongly sent, merged, remarked upon. */
    private void livesThroughACourse(TestServer server, SyncClient amna, String farida) {
        came = phone.operation(
                "participant",
                gulnaz,
                "put",
                List.of(),
                Map.of(
                        "cohort",
                        LAHORE,
                        "number",
                        "LHR-03-4711",
                        "name",
                        "Gulnaz Bibi",
                        "name_ur",
                        "گلناز",
                        "gender",
                        "F",
                        "phone",
                        "0300-7654321",
                        "national_id",
                        "35202-7654321-9"));
        amna.push(phone.push(came));
        amna.push(phone.push(renamed(phone, "Gulnaz Begum")));
        assertThat(amna.pushOne(otherPhone.push(renamed(otherPhone, "گلناز"))).text("code"))
                .isEqualTo("HARD_CONFLICT");
        Map<String, Object> answers = new HashMap<>();
        answers.put("ppe", "yes");
        answers.put("quality", 7);
        answers.put(
                "photo", Map.of("sha256", TusClient.sha256(PORTRAIT), "size", PORTRAIT.length, "mime", "image/jpeg"));
        tested = phone.assessment(assessment, gulnaz, answers);
        amna.push(phone.push(tested));
        amna.push(phone.push(phone.operation(
                "participant",
                gulnaz,
                "put",
                List.of(),
                Map.of("cohort", "nowhere", "name", "Gulnaz Bibi", "phone", "0300-7654321"))));
        amna.push(phone.push(phone.operation(
                "participant",
                again,
                "put",
                List.of(),
                Map.of("cohort", LAHORE, "number", "LHR-03-0815", "name", "Gulnaz Bibi"))));
        HttpResponse<String> merged = server.post(
                path("/merges"), farida, Map.of("from", again, "into", gulnaz, "reason", "sister of Rukhsana"));
        assertThat(merged.statusCode()).as(merged.body()).isEqualTo(201);
    }

    private void oldPhonesComeBack(SyncClient amna) {
        assertThat(amna.pushOne(otherPhone.push(renamed(otherPhone, "Gulnaz Begum")))
                        .text("status"))
                .isIn("APPLIED", "MERGED");
        assertThat(amna.pushOne(otherPhone.push(otherPhone.amend(
                                "assessment", assessment, List.of(tested.get("op_id")), Map.of("name", "Gulnaz Bibi"))))
                        .text("status"))
                .isIn("APPLIED", "MERGED");
        assertThat(amna.pushOne(otherPhone.push(otherPhone.operation(
                                "participant",
                                gulnaz,
                                "put",
                                List.of(),
                                Map.of("cohort", "nowhere", "name", "Gulnaz Bibi"))))
                        .text("status"))
                .as("a refusal would leave her name on the phone")
                .isIn("APPLIED", "MERGED");
        Map<String, Object> otherwise = new HashMap<>(came);
        otherwise.put("body", Map.of("cohort", LAHORE, "name", "Gulnaz Begum"));
        assertThat(amna.pushOne(phone.push(otherwise)).text("status")).isEqualTo("DUPLICATE");
    }

    private void rosterComesBack(TestServer server, String farida) {
        HttpResponse<String> answer = server.post(
                path("/participants"),
                farida,
                Map.of(
                        "participants",
                        List.of(Map.of(
                                "id", gulnaz, "cohort", LAHORE, "name", "Gulnaz Bibi", "number", "LHR-03-4711"))));
        assertThat(ApiClient.json(answer).objects("errors").get(0).text("code")).isEqualTo("ERASED");
    }

    private Map<String, Object> renamed(Captures on, String name) {
        return on.amend("participant", gulnaz, List.of(came.get("op_id")), Map.of("name", name));
    }

    private JsonObject erase(TestServer server, String farida) {
        HttpResponse<String> answer =
                server.post(erasure(gulnaz), farida, Map.of("reason", "asked in writing, no. 12"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.json(answer);
    }

    private static long repeat(TestServer server, String list) {
        HttpResponse<String> answer = server.api()
                .send(server.api()
                        .request("/api/v1/erasures.jsonl", server.adminToken())
                        .header("Content-Type", "application/jsonl")
                        .POST(BodyPublishers.ofString(list)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.json(answer).integer("repeated");
    }

    private static Map<String, Object> answers(SyncClient amna, String assessment) {
        return JsonObject.of("", amna.document("cohort:" + LAHORE, "assessment", assessment))
                .object("answers")
                .asMap();
    }

    private static String audited(TestServer server) {
        return server.get("/api/v1/audit/entries.jsonl", server.adminToken()).body();
    }

    /** But for when it was made. */
    private static Map<String, Object> report(TestServer server, String farida) {
        Map<String, Object> report = new HashMap<>(ApiClient.json(server.get(path("/report?group_by=gender"), farida))
                .asMap());
        report.keySet().removeAll(List.of("generated_at", "data_version"));
        return report;
    }

    private static String erasure(String participant) {
        return path("/participants/" + participant + "/erasure");
    }
}
