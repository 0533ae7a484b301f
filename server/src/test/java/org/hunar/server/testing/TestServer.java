package org.hunar.server.testing;

import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.ServerApplication;
import org.hunar.server.ServerConfiguration;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.DatabaseUrl;

/**
 * The real server on a free port, over an empty database of its own, its clock set by hand.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start(kind)) {
 *     HttpResponse<String> answer = server.get("/api/v1/programmes", token);
 *     assertThat(answer.statusCode()).isEqualTo(200);
 *     assertThat(TestServer.json(answer).objects("items")).isEmpty();
 * }
 * }</pre>
 */
public final class TestServer implements AutoCloseable {
    /** When a test begins, unless it moves the clock. */
    public static final Instant START = Instant.parse("2026-09-20T09:00:00Z");

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestDatabase database;
    private final TestingClock clock = new TestingClock(START);
    private final DropwizardTestSupport<ServerConfiguration> server;

    private TestServer(TestDatabase database, List<ConfigOverride> settings) {
        this.database = database;
        this.server =
                new DropwizardTestSupport<>(
                        ServerApplication.class,
                        "test-config.yml",
                        new ResourceConfigurationSourceProvider(),
                        settings.toArray(ConfigOverride[]::new)) {
                    @Override
                    public Application<ServerConfiguration> newApplication() {
                        return new ServerApplication(clock, DatabaseUrl.DURABLE_OR_IN_MEMORY);
                    }
                };
    }

    /** @param settings beyond test-config.yml, such as {@code ConfigOverride.config("http.maxBody", "1MiB")} */
    public static TestServer start(TestDatabase.Kind kind, ConfigOverride... settings) {
        return over(kind.create(), settings);
    }

    /** A further server on the same database, or a server on one that was filled before. */
    public static TestServer over(TestDatabase database, ConfigOverride... settings) {
        List<ConfigOverride> all = new ArrayList<>(Arrays.asList(settings));
        all.add(ConfigOverride.config("database.url", database.url()));
        all.add(ConfigOverride.config("database.user", database.user()));
        TestServer server = new TestServer(database, all);
        try {
            server.server.before();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not start", e);
        }
        return server;
    }

    public Database database() {
        return database.database();
    }

    public TestingClock clock() {
        return clock;
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** An access token of the user {@code admin}. */
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

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The body of an answer; problems too. */
    public static JsonObject json(HttpResponse<String> answer) {
        return Json.readObject(answer.body());
    }

    private static HttpRequest.Builder json(HttpRequest.Builder request, String method, Map<String, ?> body) {
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(Json.write(body)));
    }

    @Override
    public void close() {
        server.after();
    }
}
