package org.hunar.server.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

/** Sends calls to one server, each once. */
public final class Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final String baseUrl;
    private final SSLContext trust;

    /** @param baseUrl up to and including {@code /api/v1} */
    public Connection(String baseUrl, SSLContext trust) {
        this.baseUrl = baseUrl;
        this.trust = trust;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .build();
    }

    public String baseUrl() {
        return baseUrl;
    }

    public SSLContext trust() {
        return trust;
    }

    /** @throws IOException if no answer came: whether the server did what was asked is not known */
    public Answer send(Call call) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + call.path()))
                .timeout(PATIENCE)
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(
                    response.statusCode(),
                    name -> response.headers().firstValue(name).orElse(null),
                    inflated(response));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }

    private static byte[] inflated(HttpResponse<byte[]> response) throws IOException {
        boolean compressed =
                response.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip");
        if (!compressed || response.body().length == 0) {
            return response.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            return in.readAllBytes();
        }
    }
}
