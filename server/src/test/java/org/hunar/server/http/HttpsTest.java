package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.hunar.server.client.Trust;
import org.hunar.server.testing.LocalCertificate;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The port that phones and browsers use, with a certificate of its own. */
class HttpsTest {
    @TempDir
    private Path folder;

    @Test
    void whoCameOverHttpsIsToldToStayThere() throws Exception {
        LocalCertificate certificate = LocalCertificate.make(folder);
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2, certificate.https())) {
            SSLContext trust = Trust.only(certificate.pem());
            URI hello = URI.create(server.uri("/api/v1/hello").toString().replace("http:", "https:"));
            for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
                HttpResponse<String> answer = get(trust, protocol, hello);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Strict-Transport-Security"))
                        .contains("max-age=31536000; includeSubDomains");
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
}
