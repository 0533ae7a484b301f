package org.hunar.server.simulation;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.dropwizard.lifecycle.setup.ScheduledExecutorServiceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Takes what features would have done every hour or day, to be done when the simulation says so, and by its thread. */
final class Chores extends LifecycleEnvironment {
    private final List<Runnable> chores = new ArrayList<>();

    Chores() {
        super(new MetricRegistry());
    }

    void run() {
        chores.forEach(Runnable::run);
    }

    @Override
    public ScheduledExecutorServiceBuilder scheduledExecutorService(String name, boolean daemon) {
        return new ScheduledExecutorServiceBuilder(this, name, daemon) {
            @Override
            public ScheduledExecutorService build() {
                return new Collecting();
            }
        };
    }

    /** Starts no thread, since nothing is ever handed to it. */
    private final class Collecting extends ScheduledThreadPoolExecutor {
        Collecting() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> scheduleWithFixedDelay(Runnable chore, long first, long delay, TimeUnit unit) {
            chores.add(chore);
            return null;
        }
    }
}
