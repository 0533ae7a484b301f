package org.hunar.server.webhook;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.webhook.Delivery.State;

/** Who is told what happens in a programme; its managers decide. */
final class Webhooks {
    private static final int MOST = 20;

    private final Database database;
    private final Programmes programmes;
    private final KeptState state;
    private final Audit audit;
    private final Target target;
    private final WebhookDao dao;
    private final DeliveryDao deliveries;
    private final SecureRandom random;
    private final InstantSource clock;

    Webhooks(
            Database database,
            Programmes programmes,
            KeptState state,
            Audit audit,
            Target target,
            WebhookDao dao,
            DeliveryDao deliveries,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.state = state;
        this.audit = audit;
        this.target = target;
        this.dao = dao;
        this.deliveries = deliveries;
        this.random = random;
        this.clock = clock;
    }

    /** @return the webhook with its secret, which is told this once */
    Map<String, Object> add(Caller caller, ProgrammeId programme, JsonObject body) {
        Webhook webhook = new Webhook(
                UUID.randomUUID(),
                programme,
                target.parse(body.text("url")),
                caller.name(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        String secret = Signature.newSecret(random);
        database.inTransaction(tx -> {
            programmes.require(tx, programme);
            if (dao.of(tx, programme).size() >= MOST) {
                throw ProblemException.conflict("TOO_MANY", "a programme has at most " + MOST + " webhooks");
            }
            dao.insert(tx, webhook, secret, state.head(tx, programme).version());
            audit.done(tx, caller.name(), "webhook.add", programme, webhook.id());
            return null;
        });
        Map<String, Object> json = webhook.toJson();
        json.put("secret", secret);
        return json;
    }

    List<Map<String, Object>> all(ProgrammeId programme) {
        return database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            return dao.of(tx, programme).stream().map(Webhook::toJson).toList();
        });
    }

    /** What waits for it is told no more. */
    void delete(Caller caller, ProgrammeId programme, UUID id) {
        database.inTransaction(tx -> {
            require(tx, programme, id);
            dao.delete(tx, programme, id);
            deliveries.deleteOf(tx, id);
            audit.done(tx, caller.name(), "webhook.delete", programme, id);
            return null;
        });
    }

    Map<String, Object> deliveries(ProgrammeId programme, UUID id, Optional<State> state, PageRequest page) {
        return database.inSnapshot(tx -> {
            require(tx, programme, id);
            return page.page(
                    deliveries.of(tx, id, state, page.after(UUID::fromString), page.fetch()),
                    delivery -> delivery.id().toString(),
                    Delivery::toJson);
        });
    }

    /**
     * Tells it once more, under its id, as if it had just come about.
     *
     * @throws ProblemException 404 if the webhook has no such delivery, or no longer
     */
    void resend(Caller caller, ProgrammeId programme, UUID id, UUID delivery) {
        database.inTransaction(tx -> {
            require(tx, programme, id);
            if (!deliveries.resend(tx, id, delivery, clock.instant())) {
                throw ProblemException.notFound("delivery of this id");
            }
            audit.done(tx, caller.name(), "webhook.resend", programme, delivery);
            return null;
        });
    }

    private void require(Transaction tx, ProgrammeId programme, UUID id) {
        if (dao.find(tx, programme, id).isEmpty()) {
            throw ProblemException.notFound("webhook of this id");
        }
    }
}
