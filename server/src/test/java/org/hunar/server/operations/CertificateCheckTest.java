package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jetty.HttpsConnectorFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.operations.Finding.Level;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCheckTest {
    private static final String PASSWORD = "a-password-for-tests";
    private static final Duration GOOD_FOR = Duration.ofDays(90);

    @TempDir
    static Path folder;

    private static Path keystore;
    private static Instant made;

    private final TestingClock clock = new TestingClock(made.plus(Duration.ofDays(1)));

    @BeforeAll
    static void makeCertificate() throws Exception {
        keystore = folder.resolve("keystore.p12");
        made = keytool("SAN=dns:hunar.example.org,dns:*.training.example.org", keystore);
    }

    @Test
    void aGoodOneTellsForWhomAndUntilWhen() {
        Finding finding = look(keystore, PASSWORD, Optional.of("hunar.example.org"));

        assertThat(finding.level()).isEqualTo(Level.OK);
        assertThat(finding.sentence()).contains("hunar.example.org").contains("good until");
        assertThat(look(keystore, PASSWORD, Optional.of("LHR.training.example.org"))
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.p12");

        assertWrong(look(missing, PASSWORD, Optional.empty()), missing + " is not there");
    }

    @Test
    void aPasswordThatIsMissingOrWrongIsToldApart() {
        assertWrong(look(keystore, "${HUNAR_KEYSTORE_PASSWORD}", Optional.empty()), "no password");
        assertWrong(look(keystore, "not this one", Optional.empty()), "the password does not open");
    }

    @Test
    void aFileThatIsNoKeystoreIsNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text.p12"), "not a keystore");

        assertWrong(look(text, PASSWORD, Optional.empty()), "cannot be read as PKCS12");
    }

    @Test
    void aCertificateWithoutItsKeyIsNoUse() throws Exception {
        KeyStore full = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore)) {
            full.load(in, PASSWORD.toCharArray());
        }
        KeyStore bare = KeyStore.getInstance("PKCS12");
        bare.load(null, null);
        bare.setCertificateEntry("hunar", full.getCertificate("hunar"));
        Path file = folder.resolve("bare.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            bare.store(out, PASSWORD.toCharArray());
        }

        assertWrong(look(file, PASSWORD, Optional.empty()), "holds no private key");
    }

    @Test
    void anExpiredOneIsWrongAndOneThatSoonWillBeIsTold() {
        clock.set(made.plus(GOOD_FOR).minus(Duration.ofDays(20)));
        assertThat(look(keystore, PASSWORD, Optional.empty()).level()).isEqualTo(Level.WARNING);

        clock.set(made.plus(GOOD_FOR).plus(Duration.ofDays(1)));
        assertWrong(look(keystore, PASSWORD, Optional.empty()), "expired on");

        clock.set(made.minus(Duration.ofDays(1)));
        assertWrong(look(keystore, PASSWORD, Optional.empty()), "is good only from");
    }

    @Test
    void oneForAnotherHostIsWrong() {
        assertWrong(look(keystore, PASSWORD, Optional.of("elsewhere.example.org")), "not for elsewhere.example.org");
        assertWrong(look(keystore, PASSWORD, Optional.of("a.b.training.example.org")), "not for a.b.");
    }

    @Test
    void oneForThisMachineAloneIsTold() throws Exception {
        Path local = folder.resolve("local.p12");
        keytool("SAN=dns:localhost,ip:127.0.0.1", local);

        assertThat(look(local, PASSWORD, Optional.empty()).level()).isEqualTo(Level.WARNING);
    }

    @Test
    void aServerWithoutItsKeystoreDoesNotStartAndSaysSo() {
        Installation installation = new Installation(
                List.of(connector(folder.resolve("missing.p12"), PASSWORD)),
                List.of(),
                Optional.empty(),
                new StorageConfig(),
                Map.of(),
                Optional.of(Path.of("data", "blobs")));

        assertThatThrownBy(() -> new Doctor(installation, clock).requireFitToStart())
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("missing.p12 is not there; scripts/run makes one");
    }

    private static void assertWrong(Finding finding, String sentence) {
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.sentence()).contains(sentence);
        assertThat(finding.remedy()).isNotEmpty();
    }

    private Finding look(Path file, String password, Optional<String> host) {
        return new CertificateCheck(connector(file, password), host, clock)
                .look()
                .get(0);
    }

    private static HttpsConnectorFactory connector(Path file, String password) {
        HttpsConnectorFactory connector = new HttpsConnectorFactory();
        connector.setPort(0);
        connector.setKeyStoreType("PKCS12");
        connector.setKeyStorePath(file.toString());
        connector.setKeyStorePassword(password);
        return connector;
    }

    /** Returns from when on it is good. */
    private static Instant keytool(String names, Path file) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "hunar",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        Long.toString(GOOD_FOR.toDays()),
                        "-dname",
                        "CN=hunar",
                        "-ext",
                        names,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return Files.getLastModifiedTime(file).toInstant();
    }
}
