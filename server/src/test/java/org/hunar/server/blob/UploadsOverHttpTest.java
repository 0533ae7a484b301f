package org.hunar.server.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.TusClient.base64;
import static org.hunar.server.testing.TusClient.location;
import static org.hunar.server.testing.TusClient.metadata;
import static org.hunar.server.testing.TusClient.offset;
import static org.hunar.server.testing.TusClient.sha256;
import static org.hunar.server.testing.TusClient.text;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;

import io.dropwizard.testing.ConfigOverride;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.HttpTransport;
import org.hunar.model.sync.client.PasswordTokenSource;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files beside H2, and in PostgreSQL: as they are by default. */
class UploadsOverHttpTest {
    private static final String JPEG = "image/jpeg";
    private static final String OFFSET = "Upload-Offset";
    private static final String CHECKSUM = "Upload-Checksum";

    private static final Map<TestDatabase.Kind, TestServer> SERVERS = new EnumMap<>(TestDatabase.Kind.class);

    @TempDir
    private static Path folder;

    private final byte[] photo = random(300_000);

    @DatabaseTest
    void aFileArrivesInPartsAndIsWholeOnce(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        TusClient bilal = client(server, BILAL);
        HttpResponse<byte[]> announced = amna.announce(photo, JPEG);
        assertThat(announced.statusCode()).as(text(announced)).isEqualTo(201);
        assertThat(announced.headers().map())
                .containsEntry("upload-offset", List.of("0"))
                .containsEntry("tus-resumable", List.of("1.0.0"))
                .containsEntry("upload-expires", List.of("Sun, 27 Sep 2026 09:00:00 GMT"));
        String upload = location(announced);

        HttpResponse<byte[]> first = amna.patch(upload, 0, Arrays.copyOf(photo, 100_000));
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(offset(first)).isEqualTo(100_000);
        HttpResponse<byte[]> state = amna.head(upload);
        assertThat(state.statusCode()).isEqualTo(200);
        assertThat(state.headers().map())
                .containsEntry("upload-offset", List.of("100000"))
                .containsEntry("upload-length", List.of("300000"))
                .containsEntry("upload-metadata", List.of(metadata(sha256(photo), JPEG)))
                .containsEntry("cache-control", List.of("no-store"))
                .doesNotContainKey("content-type");
        assertThat(offset(amna.announce(photo, JPEG))).as("announced again").isEqualTo(100_000);

        HttpResponse<byte[]> otherSize = amna.announce("299999", metadata(sha256(photo), JPEG));
        assertThat(otherSize.statusCode()).isEqualTo(400);
        assertThat(text(otherSize))
                .contains("VALIDATION", "\"path\":\"Upload-Length\"", upload.substring(upload.indexOf("/api/")));

        HttpResponse<byte[]> last = amna.patch(upload, 100_000, Arrays.copyOfRange(photo, 100_000, 300_000));
        assertThat(offset(last)).isEqualTo(300_000);
        assertThat(last.headers().firstValue("upload-expires")).isEmpty();

        HttpResponse<byte[]> again = amna.announce(photo, JPEG);
        assertThat(location(again)).isEqualTo(upload);
        assertThat(offset(again)).isEqualTo(300_000);
        assertThat(offset(bilal.announce(photo, JPEG)))
                .as("of another trainer, who need not send it")
                .isEqualTo(300_000);

        server.clock().advance(Duration.ofDays(7));
        assertThat(client(server, AMNA).announce(random(9), JPEG).headers().map())
                .containsEntry("upload-expires", List.of("Sun, 04 Oct 2026 09:00:00 GMT"));
    }

    @DatabaseTest
    void thePhonesOwnTransportBringsAFile(TestDatabase.Kind kind) throws Exception {
        TestServer server = server(kind);
        TusClient bilal = client(server, BILAL);
        HttpServer there = HttpServer.at(server.uri("/api/v1").toString());
        HttpTransport phone = new HttpTransport(there, new PasswordTokenSource(there, AMNA, WeldingProgramme.PASSWORD));
        UploadAnswer upload =
                phone.upload(new UploadRequest(sha256(photo), photo.length, JPEG, new AssessmentId(UUID.randomUUID())));
        long offset = upload.offset();
        while (offset < photo.length) {
            byte[] part = Arrays.copyOfRange(photo, (int) offset, (int) Math.min(photo.length, offset + 99_999));
            offset = phone.append(upload.id(), offset, part);
        }
        assertThat(offset(bilal.announce(photo, JPEG))).isEqualTo(photo.length);
    }

    @DatabaseTest
    void wrongBytesAreThrownAway(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        String upload = location(amna.announce(photo, JPEG));
        byte[] part = Arrays.copyOf(photo, 50_000);
        HttpResponse<byte[]> wrong = amna.patch(upload, 0, part, "Upload-Checksum", "sha1 " + base64(new byte[20]));
        assertThat(wrong.statusCode()).isEqualTo(460);
        assertThat(text(wrong)).contains("CHECKSUM_MISMATCH");
        assertThat(wrong.headers().firstValue("Tus-Resumable")).contains("1.0.0");
        assertThat(offset(amna.head(upload))).isZero();

        String sum = "sha256 " + base64(CanonicalJson.sha256().digest(part));
        assertThat(offset(amna.patch(upload, 0, part, "Upload-Checksum", sum))).isEqualTo(50_000);
        assertThat(amna.patch(upload, 50_000, part, "Upload-Checksum", "md5 " + base64(new byte[16]))
                        .statusCode())
                .isEqualTo(400);

        byte[] other = random(250_000);
        assertThat(amna.patch(upload, 50_000, other).statusCode()).isEqualTo(460);
        assertThat(offset(amna.head(upload))).as("the phone starts again").isZero();
        assertThat(offset(amna.patch(upload, 0, photo))).isEqualTo(300_000);
    }

    @DatabaseTest
    void whatIsNotAsTusSaysIsRefused(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        TusClient bilal = client(server, BILAL);
        String upload = location(amna.announce(photo, JPEG));
        assertThat(amna.patch(upload, 7, photo).statusCode()).isEqualTo(409);
        assertThat(amna.patch(upload, 0, random(300_001)).statusCode()).isEqualTo(413);
        assertThat(amna.patch(upload, 0, photo, "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
        assertThat(bilal.head(upload).statusCode()).as("somebody else's").isEqualTo(404);
        assertThat(bilal.delete(upload).statusCode()).isEqualTo(404);
        assertThat(amna.head("/api/v1/uploads/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
        assertThat(amna.head("/api/v1/uploads/..%2f..%2fetc%2fpasswd").statusCode())
                .isIn(400, 404);

        HttpResponse<byte[]> old = amna.send(server.request("/api/v1/uploads", server.adminToken())
                .header("Tus-Resumable", "0.2.2")
                .POST(BodyPublishers.noBody()));
        assertThat(old.statusCode()).isEqualTo(412);
        assertThat(old.headers().firstValue("Tus-Version")).contains("1.0.0");
        assertThat(amna.send(server.request("/api/v1/uploads", "").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(401);

        String patch = "X-HTTP-Method-Override";
        assertNamed(OFFSET, byPost(amna, upload, patch, "PATCH"));
        assertNamed(OFFSET, byPost(amna, upload, patch, "PATCH", OFFSET, "many"));
        assertNamed(CHECKSUM, byPost(amna, upload, patch, "PATCH", OFFSET, "0", CHECKSUM, "sha256 !"));
        assertNamed(CHECKSUM, byPost(amna, upload, patch, "PATCH", OFFSET, "0", CHECKSUM, "md5 AAAA"));
        assertNamed(patch, byPost(amna, upload, patch, "BREW"));

        HttpResponse<byte[]> discovered = new TusClient(server.api(), "").options();
        assertThat(discovered.statusCode()).as("of nobody").isEqualTo(204);
        assertThat(discovered.headers().map())
                .containsEntry("tus-resumable", List.of("1.0.0"))
                .containsEntry("tus-version", List.of("1.0.0"))
                .containsEntry("tus-extension", List.of("creation,checksum,expiration,termination"))
                .containsEntry("tus-checksum-algorithm", List.of("sha256,sha1"))
                .containsEntry("tus-max-size", List.of("4194304"));
    }

    /** As who knows no PATCH sends it. */
    private HttpResponse<byte[]> byPost(TusClient client, String upload, String... headers) {
        return client.send(client.request(upload)
                .header("Content-Type", "application/offset+octet-stream")
                .headers(headers)
                .POST(BodyPublishers.ofByteArray(photo)));
    }

    private static void assertNamed(String header, HttpResponse<byte[]> refusal) {
        assertThat(refusal.statusCode()).as(text(refusal)).isEqualTo(400);
        assertThat(Json.readObject(text(refusal)).objects("errors").get(0).text("path"))
                .isEqualTo(header);
    }

    @DatabaseTest
    void aFileMayBeLargerThanOtherBodiesMayBe(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        byte[] film = random(3 * 1024 * 1024 + 7);
        String upload = location(amna.announce(film, "video/mp4"));
        HttpResponse<byte[]> answer =
                amna.patch(upload, 0, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(film)));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(204);
        assertThat(offset(answer)).isEqualTo(film.length);
    }

    @DatabaseTest
    void aFileWithoutBytesIsWholeOnceItIsAnnounced(TestDatabase.Kind kind) {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        for (int i = 0; i < 2; i++) {
            HttpResponse<byte[]> announced = amna.announce(new byte[0], JPEG);
            assertThat(announced.statusCode()).as(text(announced)).isEqualTo(201);
            assertThat(offset(announced)).isZero();
            assertThat(amna.head(location(announced)).headers().map())
                    .containsEntry("upload-offset", List.of("0"))
                    .containsEntry("upload-length", List.of("0"));
        }
        long blobs = server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select count(*) from blobs where sha256 = :hash and size = 0")
                        .bind("hash", sha256(new byte[0]))
                        .mapTo(Long.class)
                        .one());
        assertThat(blobs).isEqualTo(1);

        HttpResponse<byte[]> other = amna.announce("0", metadata(sha256(photo), JPEG));
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(text(other)).contains("Upload-Length", "0 bytes");
    }

    @DatabaseTest
    void fivePhonesThatBringTheSameFileAtOnceMakeOne(TestDatabase.Kind kind) throws Exception {
        TestServer server = server(kind);
        TusClient amna = client(server, AMNA);
        TusClient bilal = client(server, BILAL);
        ExecutorService phones = Executors.newFixedThreadPool(5);
        try {
            List<Future<?>> bringing = Stream.of(amna, amna, amna, bilal, bilal)
                    .<Future<?>>map(phone -> phones.submit(() -> phone.bring(photo, JPEG)))
                    .toList();
            for (Future<?> each : bringing) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            phones.shutdownNow();
        }
        long blobs = server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select count(*) from blobs where sha256 = :hash")
                        .bind("hash", sha256(photo))
                        .mapTo(Long.class)
                        .one());
        assertThat(blobs).isEqualTo(1);
    }

    @Test
    void anotherNodeGoesOnWhereOneStopped() {
        TestServer one = server(TestDatabase.Kind.POSTGRESQL);
        TusClient amna = client(one, AMNA);
        String upload = location(amna.announce(photo, JPEG));
        amna.patch(upload, 0, Arrays.copyOf(photo, 123_456));
        try (TestServer other = one.furtherNode(settings())) {
            TusClient there = client(other, AMNA);
            assertThat(offset(there.head(upload))).isEqualTo(123_456);
            assertThat(offset(there.patch(upload, 123_456, Arrays.copyOfRange(photo, 123_456, 300_000))))
                    .isEqualTo(300_000);
        }
        assertThat(offset(amna.announce(photo, JPEG))).isEqualTo(300_000);
    }

    @AfterAll
    static void close() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    private static TestServer server(TestDatabase.Kind kind) {
        return SERVERS.computeIfAbsent(kind, each -> {
            TestServer server = TestServer.start(each, settings());
            WeldingProgramme.setUp(server);
            return server;
        });
    }

    private static ConfigOverride[] settings() {
        return new ConfigOverride[] {
            ConfigOverride.config("blobs.store", "AUTO"),
            ConfigOverride.config("blobs.directory", folder.toString()),
            ConfigOverride.config("blobs.maxSize", "4MiB"),
            ConfigOverride.config("http.maxBody", "1MiB")
        };
    }

    private static TusClient client(TestServer server, String user) {
        return new TusClient(server.api(), server.token(user, WeldingProgramme.PASSWORD));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random().nextBytes(bytes);
        return bytes;
    }
}
