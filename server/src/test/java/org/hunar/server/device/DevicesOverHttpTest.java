package org.hunar.server.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.MANAGER;
import static org.hunar.server.testing.WeldingProgramme.VIEWER;

import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EnrolmentCode;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.client.DeviceKey;
import org.hunar.model.sync.client.DeviceTokenSource;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.TransportException;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Camera;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.Enrolling;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

class DevicesOverHttpTest {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @DatabaseTest
    void aCodeEnrolsOnePhoneAndAnswersItTheSameWheneverItAsks(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            EnrolmentCode code = Enrolling.code(server, programme.tokenOf(MANAGER), AMNA, LAHORE);
            DeviceKey key = Enrolling.newKey();

            EnrolledDevice device = Enrolling.enrol(code, key);
            server.clock().advance(Duration.ofDays(80));
            EnrolmentCode typed =
                    new EnrolmentCode(code.url(), code.code().toLowerCase().replace("-", " "));
            assertThat(Enrolling.enrol(typed, key).id()).isEqualTo(device.id());

            assertThat(refusal(code, Enrolling.newKey())).isEqualTo("409 CODE_USED");
            assertThat(refusal(new EnrolmentCode(code.url(), "0000-0000-0000-0000"), key))
                    .isEqualTo("404 UNKNOWN_CODE");
            assertThat(stored(server)).doesNotContain(code.code());
        }
    }

    @DatabaseTest
    void aCodeIsGoodForThreeDays(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            EnrolmentCode code = Enrolling.code(server, programme.tokenOf(MANAGER), AMNA);
            server.clock().advance(Duration.ofHours(72));

            assertThat(refusal(code, Enrolling.newKey())).isEqualTo("410 CODE_EXPIRED");
        }
    }

    @DatabaseTest
    void theQrCodeSaysWhereAndWithWhat(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            String manager = programme.tokenOf(MANAGER);
            HttpResponse<String> made = server.post(
                    "/api/v1/enrolments", manager, Map.of("trainer", AMNA, "programme", WeldingProgramme.CODE));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            JsonObject enrolment = TestServer.json(made);
            EnrolmentCode code = new EnrolmentCode(server.uri("/api/v1").toString(), enrolment.text("code"));
            assertThat(EnrolmentCode.parse(Camera.scan(Base64.getDecoder().decode(enrolment.text("qr_png")))))
                    .isEqualTo(code);
            String path = WeldingProgramme.path("/enrolments/" + enrolment.text("id") + "/qr.png");
            HttpResponse<byte[]> picture = HttpClient.newHttpClient()
                    .send(
                            ApiClient.posting(server.request(path, manager), Map.of("code", enrolment.text("code")))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());

            assertThat(picture.headers().firstValue("Content-Type")).contains("image/png");
            assertThat(EnrolmentCode.parse(Camera.scan(picture.body()))).isEqualTo(code);
            assertThat(server.post(path, manager, Map.of("code", "1111-1111-1111-1111"))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @DatabaseTest
    void onlyManagersLetPhonesInAndOnlyForThoseWhoTrain(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            for (String user : List.of(AMNA, VIEWER, WeldingProgramme.STRANGER)) {
                assertThat(Enrolling.asked(server, programme.tokenOf(user), AMNA)
                                .statusCode())
                        .isEqualTo(403);
                assertThat(server.get("/api/v1/devices", programme.tokenOf(user))
                                .statusCode())
                        .isEqualTo(403);
            }
            String manager = programme.tokenOf(MANAGER);
            assertThat(error(Enrolling.asked(server, manager, "nobody"))).isEqualTo("/trainer UNKNOWN");
            assertThat(error(Enrolling.asked(server, manager, VIEWER))).isEqualTo("/trainer NOT_TRAINED");
            assertThat(error(Enrolling.asked(server, manager, AMNA, LAHORE, ISLAMABAD)))
                    .isEqualTo("/cohorts/1 NOT_TRAINED");
        }
    }

    @DatabaseTest
    void anAssertionIsGoodOnceOnAnyNodeAndWhateverTheClockOfThePhoneSays(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind);
                TestServer other = server.furtherNode()) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            KeyPair pair = Enrolling.newPair();
            EnrolledDevice device = enrol(server, programme, pair);

            String assertion = assertion(device, nonce(server))
                    .expiration(Date.from(Instant.EPOCH.plusSeconds(300)))
                    .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                    .compact();
            assertThat(token(other, assertion).statusCode()).isEqualTo(200);
            assertThat(problem(token(server, assertion))).contains("invalid_grant", "used before");

            String late = signed(device, nonce(server), pair);
            server.clock().advance(Duration.ofMinutes(11));
            assertThat(problem(token(server, late))).contains("invalid_grant", "too old");
        }
    }

    @DatabaseTest
    void anAssertionOfAnybodyElseIsRefused(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            KeyPair pair = Enrolling.newPair();
            KeyPair stranger = Enrolling.newPair();
            EnrolledDevice device = enrol(server, programme, pair);
            EnrolledDevice unknown = new EnrolledDevice(UUID.randomUUID(), AMNA, key(pair));
            byte[] shared = pair.getPublic().getEncoded();

            for (String wrong : List.of(
                    signed(device, nonce(server), stranger),
                    signed(unknown, nonce(server), pair),
                    assertion(device, nonce(server)).compact(),
                    assertion(device, nonce(server))
                            .signWith(Keys.hmacShaKeyFor(shared), Jwts.SIG.HS256)
                            .compact(),
                    assertion(device, nonce(server))
                            .subject(UUID.randomUUID().toString())
                            .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                            .compact(),
                    Jwts.builder()
                            .header()
                            .keyId(device.id().toString())
                            .and()
                            .issuer(device.id().toString())
                            .subject(device.id().toString())
                            .id(nonce(server))
                            .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                            .compact(),
                    "no assertion")) {
                assertThat(problem(token(server, wrong))).contains("invalid_grant");
            }
            for (String madeUp : List.of("", "x".repeat(48), nonce(server).substring(4) + "AAAA")) {
                assertThat(problem(token(server, signed(device, madeUp, pair)))).contains("invalid_grant");
            }
            assertThat(token(server, signed(device, nonce(server), pair)).statusCode())
                    .isEqualTo(200);
        }
    }

    @DatabaseTest
    void aDeviceSeesTheCohortsItWasMadeForAndIsNoDoorToAnythingElseOfItsTrainer(TestDatabase.Kind kind)
            throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            programme.grant(
                    AMNA,
                    List.of(
                            WeldingProgramme.trainerOf(LAHORE),
                            WeldingProgramme.trainerOf(ISLAMABAD),
                            Map.of("role", "ADMIN")));
            String token = token(server, enrol(server, programme, Enrolling.newPair()));

            assertThat(TestServer.json(server.get("/api/v1/me", token)).texts("scopes"))
                    .containsExactly("cohort:lhr-03", "programme:cpec-weld");
            assertThat(server.get("/api/v1/users", token).statusCode()).isEqualTo(403);
        }
    }

    @DatabaseTest
    void aRevokedDeviceIsOutAtOnceOnEveryNodeAndStaysInTheList(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind);
                TestServer other = server.furtherNode()) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            EnrolledDevice device = enrol(server, programme, Enrolling.newPair());
            String token = token(server, device);
            assertThat(other.get("/api/v1/me", token).statusCode()).isEqualTo(200);
            String path = "/api/v1/devices/" + device.id();

            assertThat(delete(server, path, programme.tokenOf(BILAL))).isEqualTo(403);
            assertThat(delete(server, "/api/v1/devices/" + UUID.randomUUID(), programme.tokenOf(MANAGER)))
                    .isEqualTo(404);
            assertThat(delete(server, path, programme.tokenOf(MANAGER))).isEqualTo(204);
            assertThat(delete(server, path, programme.tokenOf(MANAGER))).isEqualTo(204);

            for (String each : List.of(token, token(other, device))) {
                HttpResponse<String> refused = other.get("/api/v1/me", each);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(TestServer.json(refused).text("code")).isEqualTo("DEVICE_REVOKED");
                assertThat(other.post("/api/v1/sync/pull", each, Map.of()).statusCode())
                        .isEqualTo(403);
            }
            JsonObject listed = TestServer.json(server.get("/api/v1/devices", programme.tokenOf(MANAGER)))
                    .objects("items")
                    .get(0);
            assertThat(listed.text("trainer")).isEqualTo(AMNA);
            assertThat(listed.text("model")).isEqualTo(Enrolling.MODEL);
            assertThat(listed.text("app_version")).isEqualTo("1.9.0");
            assertThat(listed.text("revoked_by")).isEqualTo(MANAGER);
        }
    }

    /** A clock of 1970 makes an attempt the first of two, and so the one that counts. */
    @DatabaseTest
    void aClockFromBeforeThePhoneWasLetInIsFlaggedWhereItDecides(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, token(server, enrol(server, programme, Enrolling.newPair())));
            Captures phone = new Captures();
            String ali = Captures.id();
            Map<String, Object> early = phone.assessment(Captures.id(), ali, Map.of("ppe", "no"));
            early.put("hlc", "000000000000-0000-5b0c1c3e");
            amna.push(phone.push(phone.participant(ali, LAHORE, "1"), early));
            String flags = WeldingProgramme.path("/conflicts?status=open&kind=CLOCK_SUSPECT");
            String manager = programme.tokenOf(MANAGER);
            assertThat(TestServer.json(server.get(flags, manager)).objects("items"))
                    .as("where nothing hangs on it")
                    .isEmpty();

            Map<String, Object> second = phone.assessment(Captures.id(), ali, Map.of("ppe", "yes"));
            second.put(
                    "hlc",
                    HybridTimestamp.of(server.clock().millis(), 1, "5b0c1c3e").text());
            amna.push(phone.push(second));

            List<JsonObject> flagged =
                    TestServer.json(server.get(flags, manager)).objects("items");
            assertThat(flagged).hasSize(1);
            assertThat(flagged.get(0).objects("candidates"))
                    .extracting(each -> each.text("assessment_id"))
                    .containsExactly((String) early.get("entity_id"));
        }
    }

    private static EnrolledDevice enrol(TestServer server, WeldingProgramme programme, KeyPair pair)
            throws TransportException {
        return Enrolling.enrol(Enrolling.code(server, programme.tokenOf(MANAGER), AMNA, LAHORE), key(pair));
    }

    private static DeviceKey key(KeyPair pair) {
        return DeviceKey.of((ECPublicKey) pair.getPublic(), pair.getPrivate());
    }

    private static String token(TestServer server, EnrolledDevice device) throws TransportException {
        return new DeviceTokenSource(HttpServer.at(server.uri("/api/v1").toString()), device, "1.9.0").token();
    }

    private static String nonce(TestServer server) {
        return TestServer.json(server.get("/api/v1/hello", "")).text("nonce");
    }

    private static JwtBuilder assertion(EnrolledDevice device, String nonce) {
        return Jwts.builder()
                .header()
                .keyId(device.id().toString())
                .and()
                .issuer(device.id().toString())
                .subject(device.id().toString())
                .audience()
                .add("hunar-oauth")
                .and()
                .id(nonce);
    }

    private static String signed(EnrolledDevice device, String nonce, KeyPair pair) {
        return assertion(device, nonce)
                .signWith(pair.getPrivate(), Jwts.SIG.ES256)
                .compact();
    }

    private static HttpResponse<String> token(TestServer server, String assertion) {
        String form = "grant_type=" + URLEncoder.encode(GRANT, StandardCharsets.UTF_8) + "&assertion="
                + URLEncoder.encode(assertion, StandardCharsets.UTF_8);
        return server.send(server.request("/api/v1/oauth/token", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String problem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return TestServer.json(answer).text("error") + " "
                + TestServer.json(answer).text("detail");
    }

    private static String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonObject error = TestServer.json(answer).objects("errors").get(0);
        return error.text("path") + " " + error.text("code");
    }

    private static String refusal(EnrolmentCode code, DeviceKey key) {
        TransportException refused = catchThrowableOfType(TransportException.class, () -> Enrolling.enrol(code, key));
        return refused.status() + " " + refused.code().orElseThrow();
    }

    private static int delete(TestServer server, String path, String token) {
        return server.send(server.request(path, token).DELETE()).statusCode();
    }

    private static String stored(TestServer server) {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select * from enrolments")
                        .mapToMap()
                        .list()
                        .toString());
    }
}
