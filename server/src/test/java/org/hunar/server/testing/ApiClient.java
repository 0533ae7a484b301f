package org.hunar.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** Speaks to a running server, wherever it runs, in plain requests. */
public final class ApiClient {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI base;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public ApiClient(URI base) {
        this.base = base;
    }

    public URI uri(String path) {
        return base.resolve(path);
    }

    /** An access token of the user {@code admin}, as test-config.yml has it. */
    public String adminToken() {
        return token("admin", "sparks fly upwards");
    }

    /** An access token by password. */
    public String token(String user, String password) {
        HttpResponse<String> answer = post(
                "/api/v1/oauth/token", "", Map.of("grant_type", "password", "username", user, "password", password));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token: " + answer.body());
        }
        return json(answer).text("access_token");
    }

    /** @param token for {@code Authorization: Bearer}; empty for none */
    public HttpResponse<String> get(String path, String token) {
        return send(request(path, token).GET());
    }

    /** @param body plain JSON values, see {@link Json} */
    public HttpResponse<String> put(String path, String token, Map<String, ?> body) {
        return send(json(request(path, token), "PUT", body));
    }

    /** @param body plain JSON values, see {@link Json} */
    public HttpResponse<String> post(String path, String token, Map<String, ?> body) {
        return send(json(request(path, token), "POST", body));
    }

    public HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /** @throws UncheckedIOException if no answer came: whether the server did what was asked is not known */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param body plain JSON values, see {@link Json} */
    public static HttpRequest.Builder posting(HttpRequest.Builder request, Map<String, ?> body) {
        return json(request, "POST", body);
    }

    /** The body of an answer; problems too. */
    public static JsonObject json(HttpResponse<String> answer) {
        return Json.readObject(answer.body());
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }
}
