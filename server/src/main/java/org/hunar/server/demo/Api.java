package org.hunar.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** The server's API as a manager's program would use it. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int REDIRECT = 300;

    private final HttpClient client;
    private final String baseUrl;
    private final String token;

    private Api(HttpClient client, String baseUrl, String token) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.token = token;
    }

    /** Signs in. */
    static Api as(String name, String password, String baseUrl, SSLContext trust) {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(PATIENCE)
                .build();
        Api nobody = new Api(client, baseUrl, "");
        String form = "grant_type=password&username=" + encode(name) + "&password=" + encode(password);
        HttpRequest request = nobody.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return new Api(client, baseUrl, nobody.send(request).text("access_token"));
    }

    JsonObject get(String path) {
        return send(authorized(path).GET().build());
    }

    JsonObject put(String path, Map<String, ?> body) {
        return send(authorized(path)
                .header("Content-Type", "application/json")
                .PUT(json(body))
                .build());
    }

    JsonObject post(String path, Map<String, ?> body) {
        return send(authorized(path)
                .header("Content-Type", "application/json")
                .POST(json(body))
                .build());
    }

    private HttpRequest.Builder authorized(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(PATIENCE);
    }

    private JsonObject send(HttpRequest request) {
        try {
            HttpResponse<String> response =
                    client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= REDIRECT) {
                throw new DemoFailedException(request.method() + " " + request.uri() + " was answered "
                        + response.statusCode() + ": " + response.body());
            }
            return Json.readObject(response.body());
        } catch (IOException e) {
            throw new DemoFailedException(request.method() + " " + request.uri() + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailedException("interrupted", e);
        }
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) {
        return HttpRequest.BodyPublishers.ofString(Json.write(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
