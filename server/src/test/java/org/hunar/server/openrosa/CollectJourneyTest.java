package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Trust;
import org.hunar.server.openrosa.CollectSim.Downloaded;
import org.hunar.server.openrosa.CollectSim.Listed;
import org.hunar.server.testing.Camera;
import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.LocalCertificate;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.xlsform.JavaRosaPhone;
import org.hunar.server.xlsform.WorkbookMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day with Collect: from the settings code on a manager's screen to the score that the manager reads. */
@EachDatabase
class CollectJourneyTest extends OnOneDoor {
    private static final int FOUR_MB = 4 * 1024 * 1024;
    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};
    private static final String URDU = "اردو (ur)";

    @TempDir
    private Path phone;

    @Test
    void fromTheSettingsCodeToTheScore() throws Exception {
        String code = Camera.scan(Base64.getDecoder().decode(door.token.text("qr_png")));
        assertThat(code).isEqualTo(door.token.text("settings"));
        CollectSim collect = CollectSim.scan(code);
        assertThat(collect.language()).isEqualTo("ur");

        List<Listed> forms = collect.formList();
        Downloaded form = collect.download(
                forms.stream()
                        .filter(each -> each.formId().equals("weld_l2"))
                        .findFirst()
                        .orElseThrow(),
                phone);
        String xml = JavaRosaPhone.open(form.xform(), phone)
                .fill(
                        URDU,
                        Map.of(
                                "participant", door.trainee,
                                "phase", "PRE",
                                "attempt", "1",
                                "ppe", "yes",
                                "tools", "torch clamp",
                                "quality", "7",
                                "gap", "1.4",
                                "photo", "1727250000000.jpg"))
                .xml();
        String id = between(xml, "instanceID").replace("uuid:", "");

        List<Path> files = List.of(photo("1727250000000.jpg"), photo("extra-1.jpg"), photo("extra-2.jpg"));
        collect.loseNextAnswer();
        assertThatThrownBy(() -> collect.send(xml.getBytes(UTF_8), "ویلڈنگ.xml", files))
                .isInstanceOf(IOException.class);
        List<String> said = collect.send(xml.getBytes(UTF_8), "ویلڈنگ.xml", files);
        assertThat(said).hasSize(2).allMatch(each -> each.startsWith("201 Saved."));

        JsonObject assessment = door.assessment(id);
        assertThat(ofWelding()).containsExactly(id);
        assertThat(assessment.text("captured_by")).isEqualTo(WeldingProgramme.AMNA);
        assertThat(assessment.object("answers").object("photo").integer("size")).isEqualTo(FOUR_MB);
        assertThat(points(assessment)).isEqualTo("2 13");

        String edit = JavaRosaPhone.open(form.xform(), phone)
                .fill(
                        URDU,
                        Map.of(
                                "participant", door.trainee,
                                "phase", "PRE",
                                "attempt", "1",
                                "ppe", "no",
                                "tools", "torch clamp",
                                "quality", "7",
                                "gap", "1.4",
                                "photo", "1727250000000.jpg"))
                .xml()
                .replaceAll("uuid:[0-9a-f-]{36}", "uuid:" + id);
        collect.send(CollectSim.edited(edit.getBytes(UTF_8)), "ویلڈنگ.xml", files.subList(0, 1));
        assertThat(points(door.assessment(id))).isEqualTo("0 13");
        assertThat(ofWelding()).containsExactly(id);
        assertThat(door.get("/report").asMap()).isNotEmpty();
    }

    /** A form that was made elsewhere, as it is: its roster has a name of its own. */
    @Test
    void aFormMadeElsewhere() throws Exception {
        HttpResponse<String> published = door.publish(Door.MINIMAL.replace("id=\"weld_l2\"", "id=\"made_elsewhere\""));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertThat(published.body()).contains("SAVED_NOWHERE", "participants have no property last_quality");
        CollectSim collect = CollectSim.scan(door.token.text("settings"));
        Listed listed = collect.formList().stream()
                .filter(form -> form.formId().equals("made_elsewhere"))
                .findFirst()
                .orElseThrow();
        Downloaded form = collect.download(listed, phone);
        assertThat(Files.readString(phone.resolve("candidates.csv"))).contains(door.trainee);
        String xml = JavaRosaPhone.open(form.xform(), phone)
                .fill(
                        URDU,
                        Map.of(
                                "candidate", door.trainee,
                                "ppe", "yes",
                                "tools", "torch clamp",
                                "quality", "4",
                                "minutes", "30",
                                "photo", "p.jpg",
                                "loc", "33.6844 73.0479 540.0 5.0"))
                .xml();
        assertThat(collect.send(xml.getBytes(UTF_8), "a.xml", List.of(photo("p.jpg"))))
                .containsExactly("201 Saved.");
        JsonObject assessment = door.assessments().stream()
                .filter(each -> each.text("instrument").equals("made_elsewhere"))
                .findFirst()
                .orElseThrow();
        assertThat(assessment.text("participant_id")).isEqualTo(door.trainee);
        assertThat(assessment.text("phase")).isEqualTo("PRE");
        assertThat(assessment.object("answers").object("loc").number("accuracy").intValue())
                .isEqualTo(5);
        assertThat(assessment.has("score")).isTrue();
    }

    @Test
    void aFormThatShowsPicturesAndReadsLists() throws Exception {
        HttpResponse<String> published = door.publish(withFiles("1"));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        assertThat(published.body()).contains("FILE_MISSING", "torch.png", "towns.csv");
        assertThat(Xml.texts(door.manifest("shown"), "filename")).containsExactly("participants.csv");
        assertThat(door.get("/instruments/shown/versions/1/attachments").objects("items"))
                .extracting(each -> each.text("filename") + " " + each.flag("missing", false))
                .containsExactly("torch.png true", "towns.csv true");

        assertThat(handIn("other.png", PICTURE).statusCode()).isEqualTo(400);
        assertThat(handIn("other.png", PICTURE).body()).contains("NOT_NAMED", "torch.png, towns.csv");
        assertThat(handIn("participants.csv", PICTURE).statusCode()).isEqualTo(400);
        assertThat(handIn("torch.png", new byte[0]).body()).contains("EMPTY");
        assertThat(handIn("torch.png", PICTURE).body()).contains("\"still_missing\":[\"towns.csv\"]");
        assertThat(handIn("towns.csv", "name,label\nlhr,لاہور\n".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(201);

        CollectSim collect = CollectSim.scan(door.token.text("settings"));
        collect.download(listed(collect, "shown"), phone);
        assertThat(phone.resolve("torch.png")).hasBinaryContent(PICTURE);
        assertThat(phone.resolve("towns.csv")).content(UTF_8).contains("لاہور");
        assertThat(phone.resolve("participants.csv")).content(UTF_8).contains(door.trainee);

        byte[] better = "a better picture".getBytes(UTF_8);
        assertThat(handIn("torch.png", better).statusCode()).isEqualTo(200);
        assertThat(door.publish(withFiles("2")).statusCode()).isEqualTo(201);
        Listed second = listed(collect, "shown");
        assertThat(second.version()).isEqualTo("2");
        collect.download(second, phone);
        assertThat(phone.resolve("torch.png")).hasBinaryContent(better);
        assertThat(referred()).as("which of the bytes stay").isEqualTo(2);
    }

    private static byte[] withFiles(String version) {
        return new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | image::English (en)"
                                + " | image::اردو (ur) | image::中文 (zh)",
                        "select_one_from_file participants.csv | participant | Who | کون | 谁",
                        "text | notes | Notes | نوٹ | 备注 | torch.png | torch.png | torch.png",
                        "select_one_from_file towns.csv | town | Town | شہر | 城市")
                .sheet("settings", "form_id | version | default_language", "shown | " + version + " | English (en)")
                .bytes();
    }

    private HttpResponse<String> handIn(String name, byte[] bytes) {
        return server.send(
                server.request(WeldingProgramme.path("/instruments/shown/versions/1/attachments/" + name), door.manager)
                        .header("Content-Type", "image/png")
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private static Listed listed(CollectSim collect, String form) throws IOException {
        return collect.formList().stream()
                .filter(each -> each.formId().equals(form))
                .findFirst()
                .orElseThrow();
    }

    private int referred() {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select count(*) from blob_references where entity_type = 'published'")
                        .mapTo(Integer.class)
                        .one());
    }

    /** Names and passwords are asked for, and given, over HTTPS alone. */
    @Test
    void aTrainerSignsInWithoutACode() throws Exception {
        assumeTrue(kind == TestDatabase.Kind.H2, "what TLS does is the same for both");
        String door = "/openrosa/" + WeldingProgramme.CODE;
        CollectSim clear = CollectSim.typed(
                server.uri(door).toString(),
                WeldingProgramme.AMNA,
                WeldingProgramme.PASSWORD,
                new OkHttpClient.Builder());
        assertThatThrownBy(clear::formList).hasMessage("AuthRequired");
        LocalCertificate certificate = LocalCertificate.make(phone);
        try (TestServer https = server.furtherNode(certificate.https())) {
            String address = https.uri(door).toString().replace("http:", "https:");
            CollectSim amna = CollectSim.typed(
                    address, WeldingProgramme.AMNA, WeldingProgramme.PASSWORD, trusting(certificate.pem()));
            Downloaded form = amna.download(amna.formList().get(0), phone);
            assertThat(form.xform()).isNotEmpty();
            assertThat(form.listed().download()).startsWith(address);
            String xml = new Filled(UUID.randomUUID().toString(), this.door.trainee)
                    .with("ppe", "yes")
                    .xml();
            assertThat(amna.send(xml.getBytes(UTF_8), "a.xml", List.of())).hasSize(1);
            CollectSim wrong =
                    CollectSim.typed(address, WeldingProgramme.AMNA, "not hers at all", trusting(certificate.pem()));
            assertThatThrownBy(wrong::formList).hasMessage("AuthRequired");
            CollectSim viewer = CollectSim.typed(
                    address, WeldingProgramme.VIEWER, WeldingProgramme.PASSWORD, trusting(certificate.pem()));
            assertThatThrownBy(viewer::formList).hasMessageContaining("403");
        }
    }

    /** A phone asks a dozen times in a row; and is shut out at once when the password, or the user, is no longer. */
    @Test
    void aPasswordIsHashedOnceForManyCalls() {
        String bilal = WeldingProgramme.BILAL;
        String right = basic(bilal, WeldingProgramme.PASSWORD);
        assertThat(formList(right)).isEqualTo(200);
        String hash = hash(bilal);
        setHash(bilal, hash("admin"));
        assertThat(formList(right)).as("without a look at the hash").isEqualTo(200);
        assertThat(formList(basic(bilal, "none of his passwords"))).isEqualTo(401);
        setHash(bilal, hash);

        String user = "/api/v1/users/" + bilal;
        String next = "quiet-harbour-lantern-9";
        server.put(user, door.welding.adminToken(), Map.of("password", next));
        assertThat(formList(right)).isEqualTo(401);
        assertThat(formList(basic(bilal, next))).isEqualTo(200);
        server.put(user, door.welding.adminToken(), Map.of("disabled", true));
        assertThat(formList(basic(bilal, next))).isEqualTo(401);
    }

    private int formList(String authorization) {
        return server.send(server.request("/openrosa/" + WeldingProgramme.CODE + "/formList", "")
                        .header("Authorization", authorization))
                .statusCode();
    }

    private static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
    }

    private String hash(String user) {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select password_hash from users where name = :name")
                        .bind("name", user)
                        .mapTo(String.class)
                        .one());
    }

    private void setHash(String user, String hash) {
        server.database()
                .inTransaction(tx -> tx.handle()
                        .createUpdate("update users set password_hash = :hash where name = :name")
                        .bind("hash", hash)
                        .bind("name", user)
                        .execute());
    }

    private static OkHttpClient.Builder trusting(Path pem) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        X509TrustManager manager = (X509TrustManager) managers.getTrustManagers()[0];
        return new OkHttpClient.Builder().sslSocketFactory(Trust.only(pem).getSocketFactory(), manager);
    }

    private List<String> ofWelding() {
        return door.assessments().stream()
                .filter(each -> each.text("instrument").equals("weld_l2"))
                .filter(each -> each.object("answers").has("photo"))
                .map(each -> each.text("id"))
                .toList();
    }

    /** Points by skill: of safety that is ppe, of tools the rest. */
    private static String points(JsonObject assessment) {
        JsonObject skills = assessment.object("score").object("skills");
        return String.join(
                " ",
                List.of("safety", "tools").stream()
                        .map(skill -> skills.object(skill)
                                .number("raw")
                                .stripTrailingZeros()
                                .toPlainString())
                        .toList());
    }

    private Path photo(String name) throws IOException {
        Path file = phone.resolve(name);
        byte[] bytes = new byte[FOUR_MB];
        bytes[0] = (byte) name.hashCode();
        return Files.write(file, bytes);
    }

    private static String between(String xml, String element) {
        return xml.replaceAll("(?s).*<([a-z]+:)?" + element + ">([^<]*)<.*", "$2");
    }
}
