package org.hunar.server.operations;

import com.codahale.metrics.MetricRegistry;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Replica;

/**
 * What a server counts, for Prometheus: what came, what waits for people, and what Dropwizard measures of requests, the
 * pool of connections and the JVM. Nothing in it tells who somebody is.
 */
public final class ServerMetrics {
    /** Counting what waits reads tables: not more often than that, however many ask. */
    private static final Duration KEPT = Duration.ofSeconds(15);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Database database;
    private final InstantSource clock;
    private final FieldDao dao = new FieldDao();
    private final Counter pushes;
    private final Counter operations;
    private final Cache<String, Field> field =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();

    /** @param metrics of Dropwizard */
    public ServerMetrics(MetricRegistry metrics, Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        DropwizardExports.builder().dropwizardRegistry(metrics).register(registry);
        this.pushes = Counter.builder()
                .name("hunar_pushes_total")
                .help("pushes of phones that were answered with results")
                .register(registry);
        this.operations = Counter.builder()
                .name("hunar_operations_total")
                .help("operations of phones, by what was answered")
                .labelNames("status")
                .register(registry);
        for (PushStatus status : PushStatus.values()) {
            operations.labelValues(status.name());
        }
        gauge("hunar_held_entities", "entities with operations that wait for something that has not come", Field::held);
        gauge("hunar_open_cases", "cases that wait for a manager", Field::openCases);
        gauge("hunar_quarantined_operations", "operations that were refused and are kept", Field::quarantined);
        gauge("hunar_unfinished_uploads", "files on their way", Field::unfinishedUploads);
        gauge("hunar_phones", "phones that were ever heard from", Field::phones);
        gauge("hunar_unsent_operations", "operations that phones still had when last heard from", Field::unsent);
        gauge(
                "hunar_oldest_unsent_seconds",
                "since the phone was heard from that is away for longest with something unsent",
                this::oldestUnsent);
        database.replica().ifPresent(this::replica);
    }

    /** Without a value while nothing is read from it. */
    private void replica(Replica replica) {
        GaugeWithCallback.builder()
                .name("hunar_replica_lag_seconds")
                .help("how old what is read from the replica may be")
                .callback(gauge -> replica.behind().ifPresent(behind -> gauge.call(behind.toMillis() / 1000.0)))
                .register(registry);
    }

    /** To be called with what each push of a phone was answered, after it was committed. */
    public void pushed(List<PushResult> results) {
        pushes.inc();
        results.forEach(result -> operations.labelValues(result.status().name()).inc());
    }

    /** @param waiting how many requests wait for their turn at this moment */
    public void queue(IntSupplier waiting) {
        GaugeWithCallback.builder()
                .name("hunar_waiting_requests")
                .help("pushes and pulls that wait for their turn")
                .callback(gauge -> gauge.call(waiting.getAsInt()))
                .register(registry);
    }

    PrometheusRegistry registry() {
        return registry;
    }

    private void gauge(String name, String help, ToDoubleFunction<Field> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(gauge -> gauge.call(value.applyAsDouble(field.get("now", key -> count()))))
                .register(registry);
    }

    private Field count() {
        return database.inSnapshot(dao::read);
    }

    private double oldestUnsent(Field now) {
        Instant at = clock.instant();
        return now.waitingSince()
                .map(since -> Duration.between(since, at).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
