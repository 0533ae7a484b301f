package org.hunar.server.testing;

import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.servlet.ServletContainer;
import org.hunar.model.json.JsonObject;
import org.hunar.server.ServerApplication;
import org.hunar.server.ServerConfiguration;
import org.hunar.server.auth.PasswordCost;
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

    private final TestDatabase database;
    private final TestingClock clock;
    private final DropwizardTestSupport<ServerConfiguration> server;
    private final Runnable end;

    private TestServer(TestDatabase database, TestingClock clock, Runnable end, List<ConfigOverride> settings) {
        this.database = database;
        this.clock = clock;
        this.end = end;
        this.server =
                new DropwizardTestSupport<>(
                        ServerApplication.class,
                        "test-config.yml",
                        new ResourceConfigurationSourceProvider(),
                        settings.toArray(ConfigOverride[]::new)) {
                    @Override
                    public Application<ServerConfiguration> newApplication() {
                        return new ServerApplication(clock, DatabaseUrl.DURABLE_OR_IN_MEMORY, PasswordCost.FOR_TESTS);
                    }
                };
    }

    /** @param settings beyond test-config.yml, such as {@code ConfigOverride.config("http.maxBody", "1MiB")} */
    public static TestServer start(TestDatabase.Kind kind, ConfigOverride... settings) {
        TestDatabase database = kind.create();
        return over(database, new TestingClock(START), database::end, settings);
    }

    /** On an embedded database that the server makes, at a URL such as {@link ServerProcess#durableH2}. */
    public static TestServer embedded(String h2Url) {
        return over(TestDatabase.ofServer(h2Url));
    }

    /** A server on a database that was filled before. */
    public static TestServer over(TestDatabase database, ConfigOverride... settings) {
        return over(database, new TestingClock(START), () -> {}, settings);
    }

    private static TestServer over(
            TestDatabase database, TestingClock clock, Runnable end, ConfigOverride... settings) {
        List<ConfigOverride> all = new ArrayList<>(Arrays.asList(settings));
        all.add(ConfigOverride.config("database.url", database.url()));
        all.add(ConfigOverride.config("database.user", database.user()));
        TestServer server = new TestServer(database, clock, end, all);
        try {
            server.server.before();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not start", e);
        } finally {
            // They are system properties: left until the end, those of two servers that end in any order would stay.
            all.forEach(ConfigOverride::removeFromSystemProperties);
        }
        return server;
    }

    /** A further server on the same database, while this one runs, and by the same clock. */
    public TestServer furtherNode(ConfigOverride... settings) {
        return over(database, clock, () -> {}, settings);
    }

    public Database database() {
        return database.database();
    }

    public TestingClock clock() {
        return clock;
    }

    /** Method and path of every call that this server answers, such as {@code GET /api/v1/programmes/{programme}}. */
    public Set<String> endpoints() {
        return Endpoints.of((ServletContainer) server.getEnvironment().getJerseyServletContainer());
    }

    /** As {@link Endpoints#issues}. */
    public List<String> issues() {
        return Endpoints.issues((ServletContainer) server.getEnvironment().getJerseyServletContainer());
    }

    /** Where anything at all listens on the port of the application, as the patterns of its servlets. */
    public List<String> servletPatterns() {
        return Arrays.stream(server.getEnvironment()
                        .getApplicationContext()
                        .getServletHandler()
                        .getServletMappings())
                .flatMap(mapping -> Arrays.stream(mapping.getPathSpecs()))
                .sorted()
                .toList();
    }

    /** Speaks to this server. */
    public ApiClient api() {
        return new ApiClient(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    }

    /** Its port for administration. */
    public URI admin() {
        return URI.create("http://127.0.0.1:" + server.getAdminPort());
    }

    public URI uri(String path) {
        return api().uri(path);
    }

    /** As {@link ApiClient#adminToken}. */
    public String adminToken() {
        return api().adminToken();
    }

    /** As {@link ApiClient#token}. */
    public String token(String user, String password) {
        return api().token(user, password);
    }

    /** As {@link ApiClient#get}. */
    public HttpResponse<String> get(String path, String token) {
        return api().get(path, token);
    }

    /** As {@link ApiClient#put}. */
    public HttpResponse<String> put(String path, String token, Map<String, ?> body) {
        return api().put(path, token, body);
    }

    /** As {@link ApiClient#post}. */
    public HttpResponse<String> post(String path, String token, Map<String, ?> body) {
        return api().post(path, token, body);
    }

    /** As {@link ApiClient#request}. */
    public HttpRequest.Builder request(String path, String token) {
        return api().request(path, token);
    }

    /** As {@link ApiClient#send}. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        return api().send(request);
    }

    /** As {@link ApiClient#json}. */
    public static JsonObject json(HttpResponse<String> answer) {
        return ApiClient.json(answer);
    }

    @Override
    public void close() {
        server.after();
        end.run();
    }
}
