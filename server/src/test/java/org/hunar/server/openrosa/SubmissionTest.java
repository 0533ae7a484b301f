package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.hunar.model.json.JsonObject;
import org.hunar.server.privacy.OpenedDatabase;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;

/** What becomes of what phones with Collect send, in whatever order, however often and however broken. */
@EachDatabase
class SubmissionTest extends OnOneDoor {
    private static final byte[] PHOTO = "torch and bead".getBytes(StandardCharsets.UTF_8);

    /** I22: by whichever door, the same answers are the same document and the same score. */
    @Test
    void theSameAnswersByBothDoorsAreTheSame() {
        Captures phone = new Captures();
        SyncClient app = new SyncClient(server, door.welding.tokenOf(WeldingProgramme.AMNA));
        Random random = new Random(22);
        List<String> byApp = new ArrayList<>();
        List<String> byCollect = new ArrayList<>();
        List<Map<String, Object>> operations = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String one = id();
            String other = id();
            Map<String, Object> answers = answers(random);
            operations.add(phone.assessment(one, door.trainee, answers));
            Filled filled = new Filled(other, door.trainee);
            answers.forEach((code, value) -> filled.with(code, text(value)));
            door.send(201, filled.post());
            byApp.add(one);
            byCollect.add(other);
        }
        assertThat(app.push(phone.push(operations)))
                .extracting(result -> result.text("status"))
                .doesNotContain("REJECTED");
        for (int i = 0; i < byApp.size(); i++) {
            assertThat(comparable(byCollect.get(i))).isEqualTo(comparable(byApp.get(i)));
        }
    }

    private static Map<String, Object> answers(Random random) {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (random.nextInt(4) > 0) {
            answers.put("ppe", random.nextBoolean() ? "yes" : "no");
        }
        if (random.nextInt(4) > 0) {
            List<String> tools = new ArrayList<>(List.of("torch", "clamp", "spoon"));
            answers.put("tools", tools.subList(0, 1 + random.nextInt(3)));
        }
        if (random.nextInt(4) > 0) {
            answers.put("quality", random.nextInt(11));
        }
        if (random.nextInt(4) > 0) {
            answers.put("gap", BigDecimal.valueOf(random.nextInt(40), 1));
        }
        return answers;
    }

    private static String text(Object value) {
        return value instanceof List<?> options
                ? String.join(" ", options.stream().map(Object::toString).toList())
                : value instanceof BigDecimal number ? Double.toString(number.doubleValue()) : value.toString();
    }

    /** Without what is of the way that it took: ids, revisions and the log. */
    private Map<String, Object> comparable(String id) {
        Map<String, Object> document = new LinkedHashMap<>(door.assessment(id).asMap());
        document.keySet().removeAll(List.of("id", "sync", "history", "rev", "cases"));
        return document;
    }

    @Test
    void twentyAtOnceAreOne() {
        String id = id();
        HttpRequest request = filled(id)
                .with("photo", "1.jpg")
                .post()
                .file("1.jpg", "another".getBytes(StandardCharsets.UTF_8))
                .request(door.server, door.base)
                .build();
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .thenApply(HttpResponse::statusCode));
        }
        assertThat(statuses).extracting(CompletableFuture::join).containsOnly(201);
        assertThat(door.assessments().stream().filter(each -> each.text("id").equals(id)))
                .hasSize(1);
        assertThat(door.assessment(id).integer("rev")).isEqualTo(1);
    }

    @Test
    void otherAnswersOfTheSameNumberAreKeptAside() {
        String id = id();
        door.send(201, filled(id).with("ppe", "yes").post());
        assertThat(door.send(409, filled(id).with("ppe", "no").post())).contains("stored already");
        assertThat(door.assessment(id).object("answers").text("ppe")).isEqualTo("yes");
        JsonObject refused =
                TestServer.json(door.server.get("/api/v1/quarantine", door.server.adminToken()))
                        .objects("items")
                        .stream()
                        .filter(each -> each.text("code").equals("IDEMPOTENCY_MISMATCH"))
                        .findFirst()
                        .orElseThrow();
        assertThat(refused.text("author")).isEqualTo(WeldingProgramme.AMNA);
    }

    @Test
    void withoutANumberTheBytesAreTheNumber() {
        int before = door.assessments().size();
        Filled nameless = new Filled("", door.trainee).with("quality", "3");
        door.send(201, nameless.post());
        door.send(201, nameless.post());
        assertThat(door.assessments()).hasSize(before + 1);
    }

    @Test
    void whatCannotBeTakenIsSaidInWords() {
        assertThat(door.send(404, filled(id()).version("never").post())).contains("never published");
        assertThat(door.send(400, filled(id()).with("ppe", "maybe").post())).contains("no choice maybe");
        assertThat(door.send(400, filled(id()).without("participant").post())).contains("who was assessed");
        assertThat(door.send(400, filled(id()).without("phase").post())).contains("before or after");
        assertThat(door.send(400, new Post(filled(id()).xml().replace("<data ", "<data encrypted=\"yes\" "))))
                .contains("encrypted");
        door.welding.publish("2");
        String old = id();
        door.send(201, filled(old).with("ppe", "yes").post());
        assertThat(door.assessment(old).text("instrument_version")).isEqualTo("1");
    }

    /** To which of the two the files belong nobody could tell. */
    @Test
    void twoFormsAtOnceAreRefusedAndBothAreKept() {
        String id = id();
        Filled one = filled(id).with("ppe", "yes");
        int before = quarantined();
        assertThat(door.send(400, one.post().form(filled(id()).with("ppe", "no").xml())))
                .contains("more than one form");
        assertThat(quarantined()).isEqualTo(before + 2);
        door.send(201, one.post().form(one.xml()));
        assertThat(door.assessment(id).object("answers").text("ppe")).isEqualTo("yes");
    }

    private int quarantined() {
        return TestServer.json(door.server.get("/api/v1/quarantine?limit=500", door.server.adminToken()))
                .objects("items")
                .size();
    }

    /** A camera that failed: what was answered counts, nobody waits for more, and the picture may come after all. */
    @Test
    void aPhotoThatCameEmptyIsNotAwaited() {
        String id = id();
        Filled filled = filled(id).with("ppe", "yes").with("photo", "1.jpg");
        for (int i = 0; i < 2; i++) {
            assertThat(door.send(201, filled.post().file("1.jpg", new byte[0])))
                    .contains("1 of 1 photos and files came empty");
            assertThat(door.assessment(id).object("answers").names()).containsExactly("ppe");
        }
        assertThat(door.send(201, filled.post().file("1.jpg", PHOTO))).contains("Saved.<");
        assertThat(door.send(201, filled.post().file("1.jpg", new byte[0]))).contains("Saved.<");
        assertThat(door.assessment(id).object("answers").object("photo").integer("size"))
                .isEqualTo(PHOTO.length);
    }

    @Test
    void hostileXmlIsRefused() {
        String bomb = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
        for (String xml : List.of(
                bomb + filled(id()).xml(),
                "<a>".repeat(5_000) + "</a>".repeat(5_000),
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><data id=\"weld_l2\">&x;</data>",
                "",
                "<data")) {
            door.send(400, new Post(xml));
        }
        HttpResponse<String> empty = door.server.send(door.server
                .request(door.base + "/submission", "")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(HttpRequest.BodyPublishers.ofString("--x\r\n")));
        assertThat(empty.statusCode()).isEqualTo(400);
    }

    @Test
    void aTraineeByNumber() {
        String id = id();
        door.send(
                201,
                filled(id)
                        .without("participant")
                        .with("participant_number", "1")
                        .post());
        assertThat(door.assessment(id).text("participant_id")).isEqualTo(door.trainee);
        assertThat(door.send(
                        400,
                        filled(id())
                                .without("participant")
                                .with("participant_number", "99")
                                .post()))
                .contains("nobody in your cohorts has the number 99");
    }

    @Test
    void aTraineeIsMadeKnown() {
        String person = id();
        Filled form = filled(id())
                .without("participant")
                .without("phase")
                .meta("<entity dataset=\"participants\" create=\"1\" id=\"" + person
                        + "\"><label>علی 🔧</label></entity>");
        door.send(201, form.post());
        door.send(201, form.post());
        JsonObject known = door.get("/participants/" + person);
        assertThat(known.text("name")).isEqualTo("علی 🔧");
        assertThat(known.text("cohort")).isEqualTo(WeldingProgramme.LAHORE);
    }

    @Test
    void whoCannotBeChangedOrMadeKnownIsSaidInWords() {
        assertThat(door.send(
                        400,
                        filled(id())
                                .meta(entity("update=\"1\" baseVersion=\"1\"", id()))
                                .post()))
                .contains("not known here");
        for (String noId : List.of("", "Ali")) {
            Filled form = filled(id()).without("participant").without("phase");
            assertThat(door.send(400, form.meta(entity("create=\"1\"", noId)).post()))
                    .contains("has no id, or one that is no UUID");
        }
    }

    private static String entity(String what, String id) {
        return "<entity dataset=\"participants\" " + what + " id=\"" + id + "\"><label>Ali</label></entity>";
    }

    /** Of what was taken, waits or was refused, by id or by number; also when a phone that was away sends it afterwards. */
    @Test
    void whoIsErasedStandsInNoSubmission() {
        List<String> who = List.of("Gulnaz Bibi", "LHR-4711", "sister of Rukhsana");
        String gulnaz = door.addTrainee(WeldingProgramme.LAHORE, who.get(1), who.get(0));
        door.send(201, about(gulnaz).with("photo", "1.jpg").post().file("1.jpg", PHOTO));
        Filled waiting = about(gulnaz).editing(id());
        door.send(202, waiting.post());
        door.send(400, about(gulnaz).without("phase").post());
        Filled byNumber = about(gulnaz).without("participant").without("phase");
        door.send(400, byNumber.with("participant_number", who.get(1)).post());
        OpenedDatabase opened = new OpenedDatabase(server.database());
        assertThat(opened.placesOf(who)).isNotEmpty();

        HttpResponse<String> erased = server.post(
                WeldingProgramme.path("/participants/" + gulnaz + "/erasure"),
                door.manager,
                Map.of("reason", "asked in writing"));
        assertThat(erased.statusCode()).as(erased.body()).isIn(200, 201);
        assertThat(opened.placesOf(who)).isEmpty();

        door.send(201, waiting.post());
        String late = id();
        door.send(
                201,
                new Filled(late, gulnaz)
                        .with("remark", who.get(2))
                        .with("ppe", "yes")
                        .post());
        door.send(400, about(gulnaz).without("phase").post());
        assertThat(opened.placesOf(who)).isEmpty();
        assertThat(door.assessment(late).object("answers").text("ppe")).isEqualTo("yes");
    }

    /** Whether or not the request says how large it is; streamed, so that no memory is needed for it. */
    @Test
    void aFileOf200MegabytesIsRefusedInWords() {
        long size = 200L * 1024 * 1024;
        byte[] begin = filled(id()).with("photo", "film.mp4").post().upToTheBytesOf("film.mp4");
        HttpRequest.BodyPublisher endless = HttpRequest.BodyPublishers.ofInputStream(
                () -> new SequenceInputStream(new ByteArrayInputStream(begin), new Zeros(size)));
        HttpRequest.Builder request = new Post("<a/>").request(server, door.base);
        HttpResponse<String> answer = server.send(request.POST(
                kind == TestDatabase.Kind.H2
                        ? endless
                        : HttpRequest.BodyPublishers.fromPublisher(endless, begin.length + size)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("<OpenRosaResponse", "at most 128 MB");
    }

    /** So many bytes of a film, or of nothing. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
        }
    }

    private static Filled about(String person) {
        return new Filled(id(), person).with("remark", "sister of Rukhsana").with("ppe", "yes");
    }

    private Filled filled(String id) {
        return new Filled(id, door.trainee);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
