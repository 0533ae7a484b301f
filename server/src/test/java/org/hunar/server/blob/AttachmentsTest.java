package org.hunar.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.TusClient.sha256;
import static org.hunar.server.testing.TusClient.text;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.STRANGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SqlMeter;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;

/** A photo in an answer: what a push says of it, who may see it, and how long it stays. */
class AttachmentsTest {
    private static final String JPEG = "image/jpeg";
    private static final Map<TestDatabase.Kind, TestServer> SERVERS = new EnumMap<>(TestDatabase.Kind.class);

    private final Captures phone = new Captures();
    private final byte[] photo = random(1000);
    private final String ali = id();
    private final String sitting = id();

    @AfterAll
    static void close() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    @DatabaseTest
    void anAssessmentIsThereBeforeItsPhotoAndSaysWhatItNeeds(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        SyncClient amna = sync(server, AMNA);
        Map<String, Object> push = phone.push(
                phone.participant(ali, LAHORE, ali), phone.assessment(sitting, ali, Map.of("photo", answer(photo))));
        JsonObject held = amna.push(push).get(1);
        assertThat(held.text("status")).isEqualTo("HELD");
        assertThat(held.text("code")).isEqualTo("AWAITING_BLOB");
        assertThat(held.texts("needs")).containsExactly("sha256:" + sha256(photo));
        assertThat(amna.document("cohort:" + LAHORE, "assessment", sitting)).containsEntry("phase", "PRE");
        assertThat(tus(server, AMNA).blob(sha256(photo)).statusCode()).isEqualTo(404);

        tus(server, AMNA).bring(photo, JPEG);
        assertThat(tus(server, AMNA).blob(sha256(photo)).body()).isEqualTo(photo);
        JsonObject again = amna.push(push).get(1);
        assertThat(again.text("status")).isEqualTo("DUPLICATE");
        assertThat(again.object("original").asMap()).isEqualTo(held.asMap());

        JsonObject amended = amna.pushOne(phone.push(phone.amend(
                "assessment",
                sitting,
                List.of(held.text("op_id")),
                Map.of("answers", Map.of("ppe", "yes", "photo", answer(photo))))));
        assertThat(amended.text("status")).as("with the photo there").isEqualTo("APPLIED");
    }

    /** No upload would be taken for it, with the form here or not: it would be waited for until the end of time. */
    @DatabaseTest
    void aPhotoThatCannotBeIsRefusedByName(TestDatabase.Kind kind) {
        SyncClient amna = sync(server(kind), AMNA);
        amna.push(phone.push(phone.participant(ali, LAHORE, ali)));
        for (String version : List.of("1", "2026092501")) {
            Map<String, Object> impossible = Map.of("sha256", sha256(photo), "size", -1, "mime", "x");
            JsonObject refused =
                    amna.pushOne(phone.push(phone.assessment(id(), ali, version, Map.of("photo", impossible))));
            assertThat(refused.text("status")).as(version).isEqualTo("REJECTED");
            assertThat(refused.text("code")).isEqualTo("VALIDATION");
            assertThat(refused.objects("errors"))
                    .extracting(error -> error.text("path"))
                    .containsExactly("/body/answers/photo/size", "/body/answers/photo/mime");
        }
    }

    @DatabaseTest
    void whatWaitsForAManagerNeedsItsPhotoAllTheSame(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        sync(server, AMNA).push(phone.push(phone.participant(ali, LAHORE, ali)));
        JsonObject stoodIn =
                sync(server, BILAL).pushOne(phone.push(phone.assessment(sitting, ali, Map.of("photo", answer(photo)))));
        assertThat(stoodIn.text("code")).isEqualTo("AUTHORITY_REVIEW");
        assertThat(stoodIn.texts("needs")).containsExactly("sha256:" + sha256(photo));
    }

    @DatabaseTest
    void aPhotoIsSeenByWhoSeesTheAssessment(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        String hash = sha256(photo);
        tus(server, AMNA).bring(photo, JPEG);
        assertThat(tus(server, AMNA).blob(hash).statusCode())
                .as("while nothing refers to it")
                .isEqualTo(404);
        capture(server, photo);
        for (String user : List.of(AMNA, MANAGER)) {
            assertThat(tus(server, user).blob(hash).statusCode()).as(user).isEqualTo(200);
        }
        for (String user : List.of(BILAL, VIEWER, STRANGER)) {
            HttpResponse<byte[]> answer = tus(server, user).blob(hash);
            assertThat(answer.statusCode()).as(user).isEqualTo(404);
            assertThat(text(answer)).contains("NOT_FOUND");
        }
        assertThat(tus(server, AMNA).blob("..%2f" + hash).statusCode()).isIn(400, 404);
        assertThat(server.get("/api/v1/blobs/" + hash, "").statusCode()).isEqualTo(401);
    }

    @DatabaseTest
    void aPartOfAFileIsAnswered(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        byte[] film = random(700_000);
        TusClient amna = tus(server, AMNA);
        amna.bring(film, JPEG);
        capture(server, film);
        String hash = sha256(film);

        assertPart(amna.blob(hash, "Range", "bytes=0-0"), film, 0, 1);
        assertPart(amna.blob(hash, "Range", "bytes=262140-262150"), film, 262_140, 262_151);
        assertPart(amna.blob(hash, "Range", "bytes=600000-"), film, 600_000, 700_000);
        assertPart(amna.blob(hash, "Range", "bytes=-5"), film, 699_995, 700_000);
        assertPart(amna.blob(hash, "Range", "bytes=699999-9999999"), film, 699_999, 700_000);
        HttpResponse<byte[]> beyond = amna.blob(hash, "Range", "bytes=700000-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */700000");
        for (String whole : List.of("bytes=0-1,5-6", "bytes=5-1", "pages=1-2", "bytes=-")) {
            HttpResponse<byte[]> answer = amna.blob(hash, "Range", whole);
            assertThat(answer.statusCode()).as(whole).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(film);
        }
        assertThat(amna.blob(hash, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(amna.blob(hash, "If-None-Match", '"' + hash + '"').statusCode())
                .isEqualTo(304);
    }

    @DatabaseTest
    void nothingThatSomebodyBroughtRunsInABrowser(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = tus(server, AMNA);
        byte[] page = "<script>alert(1)</script>".repeat(200).getBytes(StandardCharsets.UTF_8);
        amna.bring(page, "text/html");
        amna.bring(photo, JPEG);
        capture(server, page);
        capture(server, photo);

        HttpResponse<byte[]> html = amna.blob(sha256(page), "Accept-Encoding", "gzip", "Range", "bytes=0-99");
        assertThat(html.headers().map())
                .containsEntry("content-type", List.of("text/html"))
                .containsEntry("content-disposition", List.of("attachment"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry(
                        "content-security-policy", List.of("default-src 'none'; frame-ancestors 'none'; sandbox"))
                .containsEntry("content-range", List.of("bytes 0-99/5000"))
                .doesNotContainKey("content-encoding");
        assertThat(html.body()).isEqualTo(Arrays.copyOf(page, 100));
        assertThat(amna.blob(sha256(photo)).headers().map())
                .containsEntry("content-type", List.of(JPEG))
                .containsEntry("content-disposition", List.of("inline"))
                .containsEntry("etag", List.of('"' + sha256(photo) + '"'))
                .containsEntry("content-length", List.of("1000"))
                .containsEntry("cache-control", List.of("private, max-age=31536000, immutable, no-transform"));
    }

    @DatabaseTest
    void whatAnOperationNamesStays(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server);
            byte[] forgotten = random(10);
            byte[] later = random(10);
            List.of(photo, forgotten, later).forEach(file -> tus(server, AMNA).bring(file, JPEG));
            capture(server, photo);
            server.clock().advance(Duration.ofDays(6));
            capture(server, later);
            server.clock().advance(Duration.ofDays(30));
            BlobNode node = new BlobNode(BlobConfig.Place.DATABASE, server.database(), null, server.clock());
            node.collector.collect();

            assertThat(node.isThere(photo)).isTrue();
            assertThat(node.isThere(later)).isTrue();
            assertThat(node.isThere(forgotten)).isFalse();
            assertThat(tus(server, AMNA).blob(sha256(photo)).body()).isEqualTo(photo);
        }
    }

    @DatabaseTest
    void filesCostAPushTwoStatementsHoweverManyTheyAre(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind, SqlMeter.SETTING)) {
            WeldingProgramme.setUp(server);
            SyncClient amna = sync(server, AMNA);
            amna.push(phone.push(phone.participant(ali, LAHORE, ali)));
            push(amna, 1);
            int without = SqlMeter.count(() -> push(amna, 0));
            assertThat(SqlMeter.count(() -> push(amna, 1))).isEqualTo(without + 2);
            assertThat(SqlMeter.count(() -> push(amna, 50))).isEqualTo(without + 2);
        }
    }

    private void push(SyncClient client, int photos) {
        Captures handset = new Captures();
        List<Map<String, Object>> operations = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Map<String, Object> answers = i < photos ? Map.of("photo", answer(random(5))) : Map.of("ppe", "yes");
            operations.add(handset.assessment(id(), ali, answers));
        }
        assertThat(client.push(handset.push(operations))).hasSize(50);
    }

    private static void assertPart(HttpResponse<byte[]> answer, byte[] file, int from, int to) {
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range"))
                .contains("bytes " + from + "-" + (to - 1) + "/" + file.length);
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(file, from, to));
    }

    /** An assessment of Lahore with that file in it. */
    private void capture(TestServer server, byte[] file) {
        String person = id();
        List<JsonObject> results = sync(server, AMNA)
                .push(phone.push(
                        phone.participant(person, LAHORE, person),
                        phone.assessment(id(), person, Map.of("photo", answer(file)))));
        assertThat(results).extracting(result -> result.text("status")).containsExactly("APPLIED", "APPLIED");
    }

    private static Map<String, Object> answer(byte[] file) {
        return Map.of("sha256", sha256(file), "size", file.length, "mime", JPEG);
    }

    private static TestServer server(TestDatabase.Kind kind) {
        return SERVERS.computeIfAbsent(kind, each -> {
            TestServer server = TestServer.start(each);
            WeldingProgramme.setUp(server);
            return server;
        });
    }

    private static SyncClient sync(TestServer server, String user) {
        return new SyncClient(server, server.token(user, WeldingProgramme.PASSWORD));
    }

    private static TusClient tus(TestServer server, String user) {
        return new TusClient(server.api(), server.token(user, WeldingProgramme.PASSWORD));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
