package org.hunar.server.operations;

import com.codahale.metrics.health.HealthCheckRegistry;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a server should be asked at all. It is live while it answers; it is ready while its database does, and until it
 * is told to stop. Who asks often is answered from what was found a second ago: anybody may ask.
 */
public final class Health {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final HealthCheckRegistry checks;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Cache<String, Boolean> found =
            Caffeine.newBuilder().expireAfterWrite(KEPT).build();

    Health(HealthCheckRegistry checks) {
        this.checks = checks;
    }

    void stops() {
        stopping.set(true);
    }

    boolean isReady() {
        return !stopping.get() && found.get("ready", name -> areWell());
    }

    private boolean areWell() {
        return checks.runHealthChecks().values().stream().allMatch(each -> each.isHealthy());
    }
}
