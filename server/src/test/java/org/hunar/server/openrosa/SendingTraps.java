package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** What a phone sends, and how it takes the answer. */
final class SendingTraps {
    private static final byte[] PHOTO = "torch and bead".getBytes(UTF_8);
    private static final int MORE_THAN_PLACES = 100;
    private static final String DATE = "Date";

    private final Door door;

    SendingTraps(Door door) {
        this.door = door;
    }

    void headIs204AndAPostIs201() {
        HttpResponse<String> head = head(door.base + "/submission?deviceID=collect%3Aabc");
        assertThat(head.statusCode()).isEqualTo(204);
        assertThat(head.headers().firstValue("X-OpenRosa-Accept-Content-Length"))
                .contains("10485760");
        String id = id();
        assertThat(door.send(
                        201, filled(id).with("ppe", "yes").with("quality", "7").post()))
                .contains("nature=\"submit_success\"");
        JsonObject assessment = door.assessment(id);
        assertThat(assessment.text("participant_id")).isEqualTo(door.trainee);
        assertThat(assessment.text("captured_by")).isEqualTo(WeldingProgramme.AMNA);
        assertThat(assessment.object("answers").text("ppe")).isEqualTo("yes");
        assertThat(assessment.has("score")).isTrue();
    }

    /** Collect writes the hour by twelve: 14:13 and 02:13 are the same. */
    void theDateOfTheRequestSaysNothing() {
        List<Map<String, Object>> taken = new ArrayList<>();
        for (String date : List.of(
                "Sun, 20 Sep 2026 09:00:00 GMT",
                "Sun, 20 Sep 2026 09:00:00 PM",
                "Mon, 21 Sep 2026 02:13:20 GMT",
                "never")) {
            String id = id();
            HttpResponse<String> answer = door.server.send(filled(id)
                    .with("ppe", "yes")
                    .post()
                    .request(door.server, door.base)
                    .setHeader(DATE, date));
            assertThat(answer.statusCode()).as(date).isEqualTo(201);
            taken.add(comparable(id));
        }
        assertThat(taken).allMatch(taken.get(0)::equals);
    }

    /** Names in raw UTF-8, and the name of a file is that of its part. */
    void filesAreKnownByTheNameOfTheirPart() {
        String id = id();
        Filled filled = filled(id).with("photo", "تصویر ۱.jpg");
        door.send(201, filled.post().file("تصویر ۱.jpg", "C:\\camera\\other.jpg", PHOTO));
        JsonObject photo = door.assessment(id).object("answers").object("photo");
        assertThat(photo.integer("size")).isEqualTo(PHOTO.length);
        assertThat(door.server
                        .get("/api/v1/blobs/" + photo.text("sha256"), door.manager)
                        .body())
                .isEqualTo("torch and bead");
    }

    void aPathInANameIsNone() {
        String id = id();
        door.send(
                201,
                filled(id)
                        .with("photo", "بیڈ.jpg")
                        .post()
                        .file("../../etc/بیڈ.jpg", PHOTO)
                        .file("..\\..\\evil\r.txt", PHOTO));
        assertThat(stored(id)).containsExactlyInAnyOrder("بیڈ.jpg", "evil.txt");
        assertThat(door.assessment(id).object("answers").has("photo")).isTrue();
    }

    void whatNobodyNamesIsKeptTooAndWhatIsAwaitedIsTold() {
        String id = id();
        Filled filled = filled(id).with("photo", "1.jpg");
        assertThat(door.send(201, filled.post().file("note.txt", PHOTO).incomplete()))
                .contains("1 of 1 photos and files still to come");
        assertThat(door.assessment(id).has("answers")).isFalse();
        assertThat(door.send(201, filled.post().file("1.jpg", PHOTO))).contains("Saved.<");
        assertThat(stored(id)).containsExactlyInAnyOrder("1.jpg", "note.txt");
    }

    void aRetryCountsOnce() {
        String id = id();
        byte[] photo = id.getBytes(UTF_8);
        Filled filled = filled(id).with("photo", "1.jpg");
        for (int i = 0; i < 3; i++) {
            door.send(201, filled.post().file("1.jpg", photo));
        }
        assertThat(door.assessment(id).integer("rev")).isEqualTo(1);
        assertThat(stored(id)).containsExactly("1.jpg");
        assertThat(count("select count(*) from blobs b join submission_files f on f.sha256 = b.sha256"
                        + " where f.instance_id = 'uuid:" + id + "'"))
                .isEqualTo(1);
    }

    /** A POST that is sent elsewhere arrives there as a GET. */
    void aPostIsNeverSentElsewhere() {
        for (String address :
                List.of(door.base + "/submission", door.base + "//submission", door.base + "/submission/")) {
            HttpResponse<String> head = head(address);
            assertThat(head.statusCode()).as(address).isEqualTo(204);
            assertThat(head.headers().firstValue("Location")).isEmpty();
            HttpResponse<String> answer = door.server.send(filled(id())
                    .post()
                    .request(door.server, door.base)
                    .uri(URI.create("http://127.0.0.1:" + port() + address)));
            assertThat(answer.statusCode()).as(address).isEqualTo(201);
            assertThat(answer.previousResponse()).isEmpty();
        }
    }

    void whoIsSentAwayIsToldToWaitASecondAtLeast() throws IOException {
        Post post = filled(id()).post();
        List<Closeable> underWay = new ArrayList<>();
        try {
            HttpResponse<String> sentAway;
            do {
                underWay.add(begun(post));
                sentAway = post.send(door.server, door.base);
            } while (sentAway.statusCode() == 201 && underWay.size() < MORE_THAN_PLACES);
            assertThat(sentAway.statusCode()).isEqualTo(503);
            assertThat(Integer.parseInt(
                            sentAway.headers().firstValue("Retry-After").orElseThrow()))
                    .isPositive();
            assertThat(sentAway.body()).contains("<OpenRosaResponse", "<message");
        } finally {
            for (Closeable each : underWay) {
                each.close();
            }
        }
    }

    /** As Web Forms writes: without a declaration, with prefixes that nobody declared, or with none. */
    void prefixesThatNobodyDeclared() {
        for (String from : List.of(" xmlns:orx=\"http://openrosa.org/xforms\"", "orx:")) {
            String id = id();
            String xml = filled(id).with("ppe", "yes").xml().replace(from, "");
            assertThat(xml).doesNotStartWith("<?xml");
            door.send(201, new Post(xml.replace("<about>", "<about undeclared:note=\"1\">")));
            assertThat(door.assessment(id).object("answers").text("ppe")).isEqualTo("yes");
        }
    }

    /** A form may have attributes of its own on its root, and they come back with each submission. */
    void attributesOfTheFormAreNoneOfOurs() {
        for (String root : List.of(
                "<data assess:version=\"v7\" assess:id=\"rubric\" ",
                "<data xmlns:id=\"https://example.org/ns\" xmlns:version=\"https://example.org/ns\" ")) {
            for (boolean behind : List.of(false, true)) {
                String id = id();
                String xml = filled(id).with("ppe", "yes").xml();
                String own = root.substring("<data ".length());
                door.send(
                        201,
                        new Post(
                                behind
                                        ? xml.replace("version=\"1\">", "version=\"1\" " + own + ">")
                                        : xml.replace("<data ", root)));
                assertThat(door.assessment(id).text("instrument_version")).isEqualTo("1");
            }
        }
    }

    /** Times carry the zone of the phone; what a user may change on it tells nothing of who he is. */
    void timesHaveAZoneAndMetadataProvesNothing() {
        String one = id();
        String other = id();
        door.send(
                201, filled(one).with("today", "2026-09-20").with("ppe", "yes").post());
        door.send(
                201,
                filled(other)
                        .with("start", "2026-09-20T09:14:31.000Z")
                        .with("end", "2026-09-20T04:31:00.000-05:00")
                        .with("today", "2026-09-19")
                        .with("deviceid", "collect:" + "z".repeat(16))
                        .with("username", "farida")
                        .with("phonenumber", "+923001234567")
                        .with("ppe", "yes")
                        .post());
        assertThat(door.assessment(one).text("started_at")).isEqualTo("2026-09-20T09:14:31.000Z");
        assertThat(door.assessment(one).text("completed_at")).isEqualTo("2026-09-20T09:31:00.000Z");
        assertThat(comparable(other)).isEqualTo(comparable(one));
    }

    void valuesAreWrittenAsPhonesWriteThem() {
        HttpResponse<String> published = door.publish(PublishingTraps.workbook(
                "measured",
                "1",
                "range | share | Share | حصہ | 份额 | start=0 end=1 step=0.5",
                "geopoint | place | Place | جگہ | 地点",
                "select_multiple_from_file participants.csv | team | Team | ٹیم | 团队"));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        String form =
                door.fetch(Xml.text(door.listed("measured"), "downloadUrl")).body();
        assertThat(form).containsPattern("<bind nodeset=\"/data/share\"[^>]*type=\"decimal\"");
        String id = id();
        door.send(
                201,
                filled(id)
                        .of("measured")
                        .with("share", "0.5")
                        .with("place", "33.6844 73.0479 540.0 5.0")
                        .post());
        JsonObject answers = door.assessment(id).object("answers");
        assertThat(answers.number("share")).isEqualByComparingTo("0.5");
        assertThat(answers.object("place").number("lat")).isEqualByComparingTo("33.6844");
        assertThat(answers.object("place").number("accuracy")).isEqualByComparingTo("5");
        String tools = id();
        door.send(201, filled(tools).with("tools", "torch clamp").post());
        assertThat(door.assessment(tools).object("answers").asMap().get("tools"))
                .isEqualTo(List.of("torch", "clamp"));
    }

    void aClosedCohortStillTakes() {
        String path = WeldingProgramme.path("/cohorts/" + WeldingProgramme.LAHORE);
        HttpResponse<String> cohort = door.server.get(path, door.manager);
        Map<String, Object> closed = new LinkedHashMap<>(TestServer.json(cohort).asMap());
        closed.put("closes_at", "2026-09-01T00:00:00.000Z");
        HttpResponse<String> answer = door.server.send(door.server
                .request(path, door.manager)
                .header("Content-Type", "application/json")
                .header("If-Match", cohort.headers().firstValue("ETag").orElseThrow())
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(closed))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String id = id();
        door.send(201, filled(id).with("ppe", "yes").post());
        assertThat(door.assessment(id).text("id")).isEqualTo(id);
        assertThat(door.formList()).contains("<formID>weld_l2</formID>");
    }

    void everyVersionThatWasPublishedIsTaken() {
        door.welding.publish("2");
        door.welding.publish("3");
        for (String version : List.of("1", "2", "3")) {
            String id = id();
            door.send(201, filled(id).version(version).with("ppe", "yes").post());
            assertThat(door.assessment(id).text("instrument_version")).isEqualTo(version);
        }
        assertThat(door.send(404, filled(id()).version("never").post())).contains("never published");
    }

    void aBranchComesInAnyOrder() {
        String person = id();
        String branch = id();
        String[] names = {"Old name", "New name", "Newest name"};
        List<Filled> sent = new ArrayList<>();
        sent.add(filled(id()).without("participant").without("phase").meta(entity("create=\"1\"", person, names[0])));
        for (int version = 1; version <= 2; version++) {
            sent.add(filled(id())
                    .with("participant", person)
                    .meta(entity(
                            "update=\"1\" baseVersion=\"" + version + "\" trunkVersion=\"\" branchId=\"" + branch
                                    + "\"",
                            person,
                            names[version])));
        }
        door.send(202, sent.get(2).post());
        door.send(202, sent.get(1).post());
        door.send(201, sent.get(0).post());
        assertThat(door.get("/participants/" + person).text("name")).isEqualTo(names[2]);
    }

    /** As other clients than Collect write them (RFC 2045 §5.1). */
    void namesAndBoundariesMayStandInQuotesOrNot() {
        String id = id();
        String body =
                "--a,b\r\nContent-Disposition: form-data; filename=\"x; name=y\"; name=xml_submission_file\r\n\r\n"
                        + filled(id).with("ppe", "yes").xml() + "\r\n--a,b--\r\n";
        HttpResponse<String> answer = door.server.send(door.server
                .request(door.base + "/submission", "")
                .header("Content-Type", "multipart/form-data; charset=utf-8; boundary=\"a,b\"")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(door.assessment(id).object("answers").text("ppe")).isEqualTo("yes");
    }

    private static String entity(String what, String id, String label) {
        return "<entity dataset=\"participants\" " + what + " id=\"" + id + "\"><label>" + label + "</label></entity>";
    }

    /** A submission whose bytes do not end. */
    private Closeable begun(Post post) throws IOException {
        Socket phone = new Socket("127.0.0.1", port());
        byte[] body = post.bytes();
        String head =
                "POST " + door.base + "/submission HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data;"
                        + " boundary=" + Post.BOUNDARY + "\r\nContent-Length: " + (body.length + 1) + "\r\n\r\n";
        phone.getOutputStream().write(head.getBytes(US_ASCII));
        phone.getOutputStream().write(body, 0, body.length / 2);
        phone.getOutputStream().flush();
        return phone;
    }

    private int port() {
        return door.server.uri("/").getPort();
    }

    private HttpResponse<String> head(String path) {
        return door.server.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
    }

    private List<String> stored(String id) {
        return door.server
                .database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select name from submission_files where instance_id = :id")
                        .bind("id", "uuid:" + id)
                        .mapTo(String.class)
                        .list());
    }

    private int count(String sql) {
        return door.server
                .database()
                .inSnapshot(
                        tx -> tx.handle().createQuery(sql).mapTo(Integer.class).one());
    }

    /** Without what is of the way that it took: ids, revisions and the log. */
    private Map<String, Object> comparable(String id) {
        Map<String, Object> document = new LinkedHashMap<>(door.assessment(id).asMap());
        document.keySet().removeAll(List.of("id", "sync", "history", "rev", "cases"));
        return document;
    }

    private Filled filled(String id) {
        return new Filled(id, door.trainee);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
