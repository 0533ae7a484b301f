package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.hunar.server.client.Trust;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port that phones and browsers use, with a certificate of its own. */
class HttpsTest {
    private static final String PASSWORD = "of the keystore";

    @TempDir
    private Path folder;

    @Test
    void whoCameOverHttpsIsToldToStayThere() throws Exception {
        Path keystore = folder.resolve("keystore.p12");
        Path certificate = folder.resolve("certificate.pem");
        keytool(
                keystore,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1");
        keytool(keystore, "-exportcert", "-rfc", "-file", certificate.toString());
        try (TestServer server = TestServer.start(
                TestDatabase.Kind.H2,
                connector("type", "https"),
                connector("keyStoreType", "PKCS12"),
                connector("keyStorePath", keystore.toString()),
                connector("keyStorePassword", PASSWORD))) {
            SSLContext trust = Trust.only(certificate);
            URI hello = URI.create(server.uri("/api/v1/hello").toString().replace("http:", "https:"));
            for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
                HttpResponse<String> answer = get(trust, protocol, hello);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .contains("max-age=31536000");
            }
        }
    }

    private static HttpResponse<String> get(SSLContext trust, String protocol, URI uri) throws Exception {
        SSLParameters only = new SSLParameters();
        only.setProtocols(new String[] {protocol});
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .sslParameters(only)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ConfigOverride connector(String key, String value) {
        return ConfigOverride.config("server.applicationConnectors[0]." + key, value);
    }

    private void keytool(Path keystore, String... arguments) throws Exception {
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
        tool.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        assertThat(tool.start().waitFor()).isZero();
    }
}
