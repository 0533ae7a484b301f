package org.hunar.server.webhook;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.hunar.server.auth.Audit;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.storage.Database;

/** Builds the webhooks, and sends them. */
public final class WebhookFeature {
    private final Database database;
    private final WebhooksConfig config;
    private final InstantSource clock;
    private final WebhookDao webhooks = new WebhookDao();
    private final DeliveryDao deliveries = new DeliveryDao();
    private final Outbox outbox;

    public WebhookFeature(Database database, WebhooksConfig config, InstantSource clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.outbox = new Outbox(deliveries, clock);
    }

    /** To be told of what others are told of. */
    public Outbox outbox() {
        return outbox;
    }

    public void register(
            JerseyEnvironment jersey,
            LifecycleEnvironment lifecycle,
            Programmes programmes,
            KeptState state,
            Audit audit,
            SecureRandom random) {
        Target target = new Target(config.privateNetworks());
        Duration givenUpAfter = config.givenUpAfter().toJavaDuration();
        Courier courier = new Courier(database, webhooks, deliveries, outbox, state, target, givenUpAfter, clock);
        ScheduledExecutorService chores =
                lifecycle.scheduledExecutorService("webhooks", true).build();
        long pause = config.lookEvery().toMilliseconds();
        chores.scheduleWithFixedDelay(courier::sendOrLog, pause, pause, TimeUnit.MILLISECONDS);
        chores.scheduleWithFixedDelay(courier::clearOrLog, 1, 1, TimeUnit.HOURS);
        jersey.register(new WebhookResource(
                new Webhooks(database, programmes, state, audit, target, webhooks, deliveries, random, clock)));
    }
}
