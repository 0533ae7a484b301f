package org.hunar.server.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.storage.Database;
import org.hunar.server.webhook.Delivery.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due. Any node may do it at any time: a delivery is taken by one of them, for longer than an attempt takes. If
 * that one dies, another sends it again, under the same id.
 */
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int BATCH = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration TAKEN = PATIENCE.multipliedBy(BATCH + 1L);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);
    private static final int DOUBLINGS = 12;
    private static final Duration DELIVERED_KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(90);
    private static final int DONE = 200;
    private static final int NOT_DONE = 300;

    /** Made for the first delivery: it reads the certificates that Java trusts, which no start should wait for. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(PATIENCE)
                .build();
    }

    private final Database database;
    private final WebhookDao webhooks;
    private final DeliveryDao deliveries;
    private final Outbox outbox;
    private final KeptState state;
    private final Target target;
    private final Duration givenUpAfter;
    private final InstantSource clock;

    Courier(
            Database database,
            WebhookDao webhooks,
            DeliveryDao deliveries,
            Outbox outbox,
            KeptState state,
            Target target,
            Duration givenUpAfter,
            InstantSource clock) {
        this.database = database;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.state = state;
        this.target = target;
        this.givenUpAfter = givenUpAfter;
        this.clock = clock;
    }

    /** As {@link #send}; a failure is told to the administrator, and the next time tries again. */
    void sendOrLog() {
        try {
            noteReports();
            send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("webhooks could not be sent; they wait", e);
        }
    }

    void clearOrLog() {
        try {
            database.inTransaction(tx -> {
                deliveries.deleteOld(tx, State.DELIVERED, clock.instant().minus(DELIVERED_KEPT));
                deliveries.deleteOld(tx, State.DEAD, clock.instant().minus(DEAD_KEPT));
                return null;
            });
        } catch (RuntimeException e) {
            LOG.error("old deliveries of webhooks could not be cleared; they take space and do no harm", e);
        }
    }

    /** However many changes there were meanwhile, one event tells of them. */
    private void noteReports() {
        for (ProgrammeId programme : database.inSnapshot(webhooks::programmes)) {
            long version = database.inSnapshot(tx -> state.head(tx, programme).version());
            boolean news = database.inSnapshot(tx -> webhooks.isBehind(tx, programme, version));
            if (news) {
                database.inTransaction(tx -> {
                    if (webhooks.advanceReport(tx, programme, version)) {
                        outbox.add(
                                tx,
                                new Event(
                                        programme,
                                        Event.REPORT,
                                        Event.REPORT + " " + version,
                                        Map.of("data_version", version)));
                    }
                    return null;
                });
            }
        }
    }

    private void send() throws InterruptedException {
        while (database.inSnapshot(tx -> deliveries.isAnyDue(tx, clock.instant()))) {
            Instant now = clock.instant();
            List<Delivery> taken = database.inTransaction(tx -> deliveries.take(tx, now, now.plus(TAKEN), BATCH));
            for (Delivery delivery : taken) {
                settle(delivery, attempt(delivery));
            }
            if (taken.isEmpty()) {
                return;
            }
        }
    }

    /** What became of it: the status that was answered, or what went wrong. */
    private String attempt(Delivery delivery) throws InterruptedException {
        Optional<String> refusal = target.refusal(delivery.url());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        long timestamp = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(delivery.url())
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "hunar-webhooks")
                .header("webhook-id", delivery.id().toString())
                .header("webhook-timestamp", Long.toString(timestamp))
                .header(
                        "webhook-signature",
                        Signature.of(delivery.secret(), delivery.id().toString(), timestamp, delivery.payload()))
                .POST(HttpRequest.BodyPublishers.ofString(delivery.payload()))
                .build();
        try {
            return Integer.toString(Http.CLIENT
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void settle(Delivery delivery, String answer) {
        Instant now = clock.instant();
        boolean done = answer.length() == 3 && isDone(answer);
        boolean tooOld = delivery.triedSince().plus(givenUpAfter).isBefore(now);
        State state = done ? State.DELIVERED : tooOld ? State.DEAD : State.WAITING;
        if (state == State.DEAD) {
            LOG.warn("webhook delivery {} is given up after {} attempts", delivery.id(), delivery.attempts() + 1);
        }
        database.inTransaction(tx -> {
            deliveries.settle(tx, delivery.id(), state, now.plus(pause(delivery.attempts())), answer);
            return null;
        });
    }

    private static boolean isDone(String status) {
        try {
            int code = Integer.parseInt(status);
            return code >= DONE && code < NOT_DONE;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** 5 s, 10 s, 20 s, … up to 4 hours. */
    private static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
