package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.hunar.model.json.CanonicalJson;

/** Brings files to a server and fetches them, in plain requests, for one signed-in user. */
public final class TusClient {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String UPLOADS = "/api/v1/uploads";

    private final ApiClient server;
    private final String token;

    public TusClient(ApiClient server, String token) {
        this.server = server;
        this.token = token;
    }

    public HttpResponse<byte[]> announce(byte[] file, String mime) {
        return announce(Long.toString(file.length), metadata(sha256(file), mime));
    }

    public HttpResponse<byte[]> announce(String length, String metadata) {
        return send(request(UPLOADS)
                .header("Upload-Length", length)
                .header("Upload-Metadata", metadata)
                .POST(BodyPublishers.noBody()));
    }

    public HttpResponse<byte[]> options() {
        return send(request(UPLOADS).method("OPTIONS", BodyPublishers.noBody()));
    }

    /** @param location as announce answered it */
    public HttpResponse<byte[]> head(String location) {
        return send(request(location).method("HEAD", BodyPublishers.noBody()));
    }

    public HttpResponse<byte[]> delete(String location) {
        return send(request(location).DELETE());
    }

    /** @param headers further ones, name and value in turn */
    public HttpResponse<byte[]> patch(String location, long offset, byte[] bytes, String... headers) {
        return patch(location, offset, BodyPublishers.ofByteArray(bytes), headers);
    }

    public HttpResponse<byte[]> patch(String location, long offset, BodyPublisher bytes, String... headers) {
        HttpRequest.Builder request = request(location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", bytes);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Brings a file to its end, however often others get in between. */
    public void bring(byte[] file, String mime) {
        HttpResponse<byte[]> answer = announce(file, mime);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(201);
        String location = location(answer);
        for (long offset = offset(answer); offset < file.length; offset = offset(head(location))) {
            patch(location, offset, Arrays.copyOfRange(file, (int) offset, file.length));
        }
    }

    /** @param headers name and value in turn */
    public HttpResponse<byte[]> blob(String sha256, String... headers) {
        HttpRequest.Builder request = server.request("/api/v1/blobs/" + sha256, token);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.GET());
    }

    public HttpRequest.Builder request(String path) {
        return server.request(path, token).header("Tus-Resumable", "1.0.0");
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String location(HttpResponse<?> announced) {
        return announced.headers().firstValue("Location").orElseThrow();
    }

    public static long offset(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Upload-Offset").orElseThrow();
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static String metadata(String sha256, String mime) {
        return "sha256 " + base64(sha256.getBytes(StandardCharsets.UTF_8)) + ",mime "
                + base64(mime.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(CanonicalJson.sha256().digest(bytes));
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
