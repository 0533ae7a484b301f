package org.hunar.server.http;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.util.DataSize;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.ReaderInterceptor;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Puts the shared manners into the server. */
public final class HttpFeature {
    private final Map<Class<?>, Function<Throwable, ProblemException>> translations = new HashMap<>();
    private final Map<String, Supplier<Optional<?>>> headers = new HashMap<>();

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

    public void register(
            Environment environment, ServerFactory server, HttpConfig config, Clock clock, RandomGenerator random) {
        BrokenOff.watch();
        replaceDropwizards((AbstractServerFactory) server);
        RequestStamp stamp = new RequestStamp(clock, random);
        PacedRequest.Pace pace =
                new PacedRequest.Pace(config.minBodyPerSecond(), config.bodyPatience(), System::nanoTime);
        environment
                .servlets()
                .addFilter("request", new RequestFilter(stamp, pace))
                .addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        ProblemErrorHandler errors =
                new ProblemErrorHandler(stamp, ((AbstractServerFactory) server).getAllowedMethods());
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

    /**
     * Dropwizard's mappers answer in a form of their own. Its gzip stays for answers, but a request is inflated by
     * {@link BodyGuard}: without a limit, 0.7 MB of gzip became 225 MB and ended the server's memory.
     */
    private static void replaceDropwizards(AbstractServerFactory server) {
        server.setRegisterDefaultExceptionMappers(false);
        server.getGzipFilterFactory().setBufferSize(DataSize.bytes(0));
    }
}
