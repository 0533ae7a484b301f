package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.hunar.model.json.JsonObject;
import org.hunar.server.openrosa.CollectSim.Downloaded;
import org.hunar.server.openrosa.CollectSim.Listed;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.xlsform.JavaRosaPhone;
import org.junit.jupiter.api.io.TempDir;

/** A day with Collect: from the settings code on a manager's screen to the score that the manager reads. */
class CollectJourneyTest {
    private static final int FOUR_MB = 4 * 1024 * 1024;
    private static final String URDU = "اردو (ur)";

    @TempDir
    private Path phone;

    @DatabaseTest
    void fromTheSettingsCodeToTheScore(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            Door door = new Door(server);
            String code = scanned(door.token.text("qr_png"));
            assertThat(code).isEqualTo(door.token.text("settings"));
            CollectSim collect = CollectSim.scan(code);
            assertThat(collect.language()).isEqualTo("ur");

            List<Listed> forms = collect.formList();
            assertThat(forms).extracting(Listed::formId).containsExactly("weld_l2");
            Downloaded form = collect.download(forms.get(0), phone);
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
            assertThat(door.assessments()).hasSize(1);
            assertThat(assessment.text("captured_by")).isEqualTo(WeldingProgramme.AMNA);
            assertThat(assessment.object("answers").object("photo").integer("size"))
                    .isEqualTo(FOUR_MB);
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
            assertThat(door.assessments()).hasSize(1);
            assertThat(door.get("/report").asMap()).isNotEmpty();
        }
    }

    /** A form that was made elsewhere, as it is: its roster has a name of its own. */
    @DatabaseTest
    void aFormMadeElsewhere(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            Door door = new Door(server);
            publishMinimal(door);
            CollectSim collect = CollectSim.scan(door.token.text("settings"));
            Listed listed = collect.formList().stream()
                    .filter(form -> form.version().equals("2026092501"))
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
            JsonObject assessment = door.assessments().get(0);
            assertThat(assessment.text("participant_id")).isEqualTo(door.trainee);
            assertThat(assessment.text("phase")).isEqualTo("PRE");
            assertThat(assessment
                            .object("answers")
                            .object("loc")
                            .number("accuracy")
                            .intValue())
                    .isEqualTo(5);
            assertThat(assessment.has("score")).isTrue();
        }
    }

    private static void publishMinimal(Door door) throws IOException {
        String xform;
        try (InputStream in = CollectJourneyTest.class.getResourceAsStream("/xlsform/minimal.xml")) {
            xform = new String(in.readAllBytes(), UTF_8);
        }
        String key = """
                {"items": {"ppe": {"key": "yes", "weight": 2, "skill": "safety"},
                           "quality": {"weight": 5, "skill": "tools"}}}
                """;
        HttpResponse<String> answer = door.server.send(door.server
                .request(WeldingProgramme.path("/instruments"), door.manager)
                .header("Content-Type", "multipart/form-data;boundary=between")
                .POST(HttpRequest.BodyPublishers.ofString("--between\r\n"
                        + "Content-Disposition: form-data; name=\"form\"\r\nContent-Type: text/xml\r\n\r\n" + xform
                        + "\r\n--between\r\nContent-Disposition: form-data; name=\"key\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + key + "\r\n--between--\r\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
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

    private static String scanned(String png) throws IOException {
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(png)));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(
                            new HybridBinarizer(new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))))
                    .getText();
        } catch (ReaderException e) {
            throw new AssertionError("no camera reads this code", e);
        }
    }

    private static String between(String xml, String element) {
        return xml.replaceAll("(?s).*<([a-z]+:)?" + element + ">([^<]*)<.*", "$2");
    }
}
