package org.hunar.server.journey;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever takes the file of the database, and not the key, learns who nobody is, and can sign in as nobody. */
class StolenFileTest {
    private static final List<String> NAMES = List.of("Gulnaz Bibi", "Gulnaz Begum", "محمد علی", "Rukhsana Kausar");
    private static final String TELEPHONE = "0300-7654321";
    private static final String NATIONAL_ID = "35202-7654321-9";
    private static final String NUMBER = "LHR-03-4711";

    private final Captures phone = new Captures();
    private final Captures otherPhone = new Captures();

    @Test
    void theFileGivesNoNameNoNumberNoTokenAndNoPassword(@TempDir Path folder) throws IOException {
        String token;
        try (TestServer server = TestServer.embedded(ServerProcess.durableH2(folder))) {
            token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            livesThroughADay(new SyncClient(server, token));
        }
        String file = content(folder);

        assertThat(file).as("the look finds what is there").contains(written(NUMBER, UTF_8));
        for (String secret : secrets(token)) {
            for (Charset charset : List.of(UTF_8, UTF_16BE, UTF_16LE)) {
                assertThat(file.contains(written(secret, charset)))
                        .as("%s in %s", secret, charset)
                        .isFalse();
            }
        }
    }

    private static List<String> secrets(String token) {
        List<String> secrets = new ArrayList<>(NAMES);
        secrets.addAll(List.of(TELEPHONE, NATIONAL_ID, PASSWORD, token));
        return secrets;
    }

    /** Names come in the log, on the roster, in a conflict, and in what is refused. */
    private void livesThroughADay(SyncClient amna) {
        String gulnaz = id();
        Map<String, Object> came = phone.operation(
                "participant",
                gulnaz,
                "put",
                List.of(),
                Map.of(
                        "cohort",
                        LAHORE,
                        "number",
                        NUMBER,
                        "name",
                        NAMES.get(0),
                        "phone",
                        TELEPHONE,
                        "national_id",
                        NATIONAL_ID));
        amna.push(phone.push(came));
        amna.push(phone.push(renamed(phone, gulnaz, came, NAMES.get(1))));
        assertThat(amna.pushOne(otherPhone.push(renamed(otherPhone, gulnaz, came, NAMES.get(2))))
                        .text("code"))
                .isEqualTo("HARD_CONFLICT");
        assertThat(amna.pushOne(phone.push(phone.operation(
                                "participant",
                                id(),
                                "put",
                                List.of(),
                                Map.of("cohort", "nowhere", "name", NAMES.get(3)))))
                        .text("status"))
                .isEqualTo("REJECTED");
        assertThat(amna.document("cohort:" + LAHORE, "participant", gulnaz)).containsEntry("phone", TELEPHONE);
    }

    private static Map<String, Object> renamed(Captures on, String person, Map<String, Object> seen, String name) {
        return on.amend("participant", person, List.of(seen.get("op_id")), Map.of("name", name));
    }

    /** All files of the folder, byte by byte. */
    private static String content(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static String written(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
