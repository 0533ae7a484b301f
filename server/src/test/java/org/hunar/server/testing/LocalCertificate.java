package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate for 127.0.0.1, made by the JDK's own tool: for a server that is reached over HTTPS.
 *
 * @param keystore PKCS 12, with the key
 * @param pem what a client has to trust
 */
public record LocalCertificate(Path keystore, Path pem) {
    private static final String PASSWORD = "of the keystore";

    public static LocalCertificate make(Path folder) throws IOException, InterruptedException {
        LocalCertificate made = new LocalCertificate(folder.resolve("keystore.p12"), folder.resolve("certificate.pem"));
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1");
        made.keytool("-exportcert", "-rfc", "-file", made.pem.toString());
        return made;
    }

    /** Settings of a server that shows it. */
    public ConfigOverride[] https() {
        return new ConfigOverride[] {
            connector("type", "https"),
            connector("keyStoreType", "PKCS12"),
            connector("keyStorePath", keystore.toString()),
            connector("keyStorePassword", PASSWORD)
        };
    }

    private static ConfigOverride connector(String key, String value) {
        return ConfigOverride.config("server.applicationConnectors[0]." + key, value);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder tool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        tool.command().addAll(List.of(arguments));
        tool.command()
                .addAll(List.of(
                        "-alias",
                        "hunar",
                        "-keystore",
                        keystore.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        "STORE"));
        tool.environment().put("STORE", PASSWORD);
        tool.redirectErrorStream(true)
                .redirectOutput(keystore.resolveSibling("keytool.log").toFile());
        assertThat(tool.start().waitFor()).isZero();
    }
}
