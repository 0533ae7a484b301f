package org.hunar.server.http;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.util.DataSize;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.ReaderInterceptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ServerProperties;

/** Puts the shared manners into the server. */
public final class HttpFeature {
    /** With all headers of a request: about 1,700 ids. */
    private static final DataSize LONGEST_ADDRESS = DataSize.kibibytes(64);

    private final Map<Class<?>, Function<Throwable, ProblemException>> translations = new HashMap<>();
    private final Map<String, Supplier<Optional<?>>> headers = new HashMap<>();
    private final List<Saying> sayings = new ArrayList<>();

    /** An answer that is not written by JAX-RS. */
    public record Said(String type, byte[] body, Map<String, String> headers) {}

    /** @param path of what is answered so, with doubled slashes as one */
    record Saying(Pattern path, Function<ProblemException, Said> words) {}

    /** How an exception of a feature is answered; only of this very class. */
    public <E extends RuntimeException> HttpFeature answer(Class<E> type, Function<E, ProblemException> problem) {
        translations.put(type, thrown -> problem.apply(type.cast(thrown)));
        return this;
    }

    /**
     * A header of answers.
     *
     * @param value asked once a request, on the thread that worked on it; empty if this answer is without that header
     */
    public HttpFeature tell(String header, Supplier<Optional<?>> value) {
        headers.put(header, value);
        return this;
    }

    /**
     * How a part of the server says what was refused before anything of it was reached, such as an address that may mean
     * two things. Of one that cannot be read at all nobody knows which part was meant.
     */
    public HttpFeature say(Pattern path, Function<ProblemException, Said> words) {
        sayings.add(new Saying(path, words));
        return this;
    }

    /** @return where the features put what answers calls */
    public JerseyEnvironment register(
            Environment environment, ServerFactory server, HttpConfig config, Clock clock, RandomGenerator random) {
        BrokenOff.watch();
        replaceDropwizards((AbstractServerFactory) server);
        takeLongAddresses(server);
        RequestStamp stamp = new RequestStamp(clock, random);
        PacedRequest.Pace pace =
                new PacedRequest.Pace(config.minBodyPerSecond(), config.bodyPatience(), System::nanoTime);
        environment
                .servlets()
                .addFilter("request", new RequestFilter(stamp, pace))
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        ProblemErrorHandler errors = new ProblemErrorHandler(
                stamp, ((AbstractServerFactory) server).getAllowedMethods(), List.copyOf(sayings));
        environment.getApplicationContext().setErrorHandler(errors);
        environment.lifecycle().addServerLifecycleListener(started -> {
            started.setErrorHandler(errors);
            DoubledSlashes.watch(started);
            Optional.ofNullable(started.getRequestLog()).ifPresent(log -> {
                // else the server would stop it when another takes its place
                started.unmanage(log);
                started.setRequestLog(new DiscreetRequestLog(log));
            });
        });
        // ours are the same at every start, and a test has them validated
        environment.jersey().property(ServerProperties.RESOURCE_VALIDATION_DISABLE, true);
        environment.jersey().register(new ProblemMapper(translations, random));
        environment.jersey().register(new AddressRateFilter(rates(config.callsPerAddress()), config.callsPerAddress()));
        environment.jersey().register(new CallerRateFilter(rates(config.callsPerUser()), config.callsPerUser()));
        environment.jersey().register(new BodyGuard(config));
        environment.jersey().register(new EmptyBody());
        environment.jersey().register(new ReadableHeaders());
        environment.jersey().register(new TrueType());
        environment.jersey().register(new ToldHeaders(headers));
        environment.jersey().register(new Flags());
        environment.jersey().register(new JsonReader());
        environment.jersey().register(new JsonWriter());
        return new Resources(environment.jersey());
    }

    private static Rates<String> rates(int perMinute) {
        return new Rates<>(perMinute, perMinute, TimeMeter.SYSTEM_NANOTIME);
    }

    /** Bounds how many of the methods that are {@link Admitted} are under way at a time. */
    public static void admit(JerseyEnvironment jersey, Admission admission, int readAhead) {
        jersey.getResourceConfig()
                .register(
                        new AdmissionFilter(admission, readAhead),
                        Map.of(
                                ReaderInterceptor.class, AdmissionFilter.READS_FIRST,
                                ContainerResponseFilter.class, AdmissionFilter.FILTERS_FIRST));
    }

    /** A phone with Collect asks by one address about everybody whom it made known offline. */
    private static void takeLongAddresses(ServerFactory server) {
        if (server instanceof DefaultServerFactory factory) {
            for (ConnectorFactory each : factory.getApplicationConnectors()) {
                if (each instanceof HttpConnectorFactory connector
                        && connector.getMaxRequestHeaderSize().toBytes() < LONGEST_ADDRESS.toBytes()) {
                    connector.setMaxRequestHeaderSize(LONGEST_ADDRESS);
                }
            }
        }
    }

    /**
     * Dropwizard's mappers answer in a form of their own. Its gzip stays for answers, but a request is inflated by
     * {@link BodyGuard}: without a limit, 0.7 MB of gzip became 225 MB and ended the server's memory.
     */
    private static void replaceDropwizards(AbstractServerFactory server) {
        server.setRegisterDefaultExceptionMappers(false);
        server.getGzipFilterFactory().setBufferSize(DataSize.bytes(0));
    }
}
