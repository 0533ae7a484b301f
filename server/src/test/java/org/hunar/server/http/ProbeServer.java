package org.hunar.server.http;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;

/** A server with {@link ProbeResource} only, behind the manners that every resource shares. */
final class ProbeServer implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final DropwizardTestSupport<Configuration> server;

    private ProbeServer(String logLevel, String patience) {
        server = new DropwizardTestSupport<>(
                ProbeApplication.class,
                (String) null,
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.applicationConnectors[0].idleTimeout", patience),
                ConfigOverride.config("server.adminConnectors[0].port", "0"),
                ConfigOverride.config("logging.level", logLevel));
    }

    static ProbeServer start() {
        return start("OFF", "30s");
    }

    /**
     * @param logLevel such as INFO
     * @param patience how long it waits for a silent client, such as 30s
     */
    static ProbeServer start(String logLevel, String patience) {
        ProbeServer probe = new ProbeServer(logLevel, patience);
        try {
            probe.server.before();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return probe;
    }

    int port() {
        return server.getLocalPort();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = request("/echo").POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.after();
    }

    /** Made by Dropwizard, by its name. */
    public static final class ProbeApplication extends Application<Configuration> {
        @Override
        public void run(Configuration configuration, Environment environment) {
            new HttpFeature()
                    .answer(RejectedExecutionException.class, busy -> ProblemException.busy(3))
                    .register(
                            environment,
                            configuration.getServerFactory(),
                            HttpConfig.DEFAULT,
                            new TestingClock(TestServer.START),
                            new Random(1));
            environment.jersey().register(new ProbeResource());
        }
    }
}
