package org.hunar.server.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.hunar.server.webhook.Delivery.State;

/** The table {@code webhook_deliveries}. */
final class DeliveryDao {
    private static final String SELECT = """
            select d.id, w.url, w.secret, d.type, d.payload, d.created_at,
                   coalesce(d.resent_at, d.created_at) as tried_since, d.state, d.attempts, d.next_at, d.answer
              from webhook_deliveries d
              join webhooks w on w.id = d.webhook
            """;

    /** One for each webhook of the events' programmes, in one statement; none for an event that was told before. */
    void add(Transaction tx, Collection<Event> events, Instant now) {
        Rows.of(events)
                .text("programme", each -> each.programme().value())
                .text("event", Event::key)
                .text("type", Event::type)
                .text("payload", each -> each.payload(now))
                .time("now", each -> now)
                .execute(tx, """
                        insert into webhook_deliveries
                               (id, webhook, event, type, payload, created_at, state, attempts, next_at)
                        select %s, w.id, e.event, e.type, e.payload, e.at, 'WAITING', 0, e.at
                          from unnest(
                            cast(:programme as varchar array), cast(:event as varchar array),
                            cast(:type as varchar array), cast(:payload as varchar array),
                            cast(:now as timestamp with time zone array))
                            as e (programme, event, type, payload, at)
                          join webhooks w on w.programme = e.programme
                            on conflict do nothing
                        """.formatted(tx.dialect() == Dialect.H2 ? "random_uuid()" : "gen_random_uuid()"));
    }

    boolean isAnyDue(Transaction tx, Instant now) {
        return tx.handle()
                .createQuery("""
                        select id
                          from webhook_deliveries
                         where state = 'WAITING'
                           and next_at <= :now
                         limit 1
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    /** Takes those that are due and that no other node takes: until then they are not due again. */
    List<Delivery> take(Transaction tx, Instant now, Instant until, int limit) {
        List<UUID> ids = tx.handle()
                .createQuery("""
                        select id
                          from webhook_deliveries
                         where state = 'WAITING'
                           and next_at <= :now
                         order by next_at
                         limit :limit
                           for update skip locked
                        """)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
        if (ids.isEmpty()) {
            return List.of();
        }
        Rows.of(ids)
                .uuid("ids", id -> id)
                .bindTo(tx.handle().createUpdate("""
                                update webhook_deliveries
                                   set attempts = attempts + 1,
                                       next_at = :until
                                 where id = any(cast(:ids as uuid array))
                                """))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .execute();
        return Rows.of(ids)
                .uuid("ids", id -> id)
                .bindTo(tx.handle()
                        .createQuery(SELECT + " where d.id = any(cast(:ids as uuid array)) order by d.created_at"))
                .map((row, context) -> delivery(tx, row))
                .list();
    }

    void settle(Transaction tx, UUID id, State state, Instant nextAt, String answer) {
        tx.handle()
                .createUpdate("""
                        update webhook_deliveries
                           set state = :state, next_at = :next, answer = :answer
                         where id = :id
                        """)
                .bind("id", id)
                .bind("state", state.name())
                .bind("next", nextAt.atOffset(ZoneOffset.UTC))
                .bind("answer", answer)
                .execute();
    }

    /**
     * Due at once, whatever became of it before, and not given up for being old.
     *
     * @return whether the webhook has it
     */
    boolean resend(Transaction tx, UUID webhook, UUID id, Instant now) {
        return tx.handle()
                        .createUpdate("""
                        update webhook_deliveries
                           set state = 'WAITING', attempts = 0, next_at = :now, resent_at = :now
                         where webhook = :webhook
                           and id = :id
                        """)
                        .bind("webhook", webhook)
                        .bind("id", id)
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                > 0;
    }

    /** @param state only those; empty for all */
    List<Delivery> of(Transaction tx, UUID webhook, Optional<State> state, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery(SELECT + """
                         where d.webhook = :webhook
                           and (cast(:state as varchar) is null or d.state = :state)
                           and (cast(:after as uuid) is null or d.id > cast(:after as uuid))
                         order by d.id
                         limit :limit
                        """)
                .bind("webhook", webhook)
                .bind("state", state.map(Enum::name).orElse(null))
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> delivery(tx, row))
                .list();
    }

    /** Those of a webhook that is gone. */
    void deleteOf(Transaction tx, UUID webhook) {
        tx.handle()
                .createUpdate("delete from webhook_deliveries where webhook = :webhook")
                .bind("webhook", webhook)
                .execute();
    }

    void deleteOld(Transaction tx, State state, Instant before) {
        tx.handle()
                .createUpdate("delete from webhook_deliveries where state = :state and created_at < :before")
                .bind("state", state.name())
                .bind("before", before.atOffset(ZoneOffset.UTC))
                .execute();
    }

    private static Delivery delivery(Transaction tx, ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                URI.create(row.getString("url")),
                tx.seal().open(row.getString("secret")),
                row.getString("type"),
                row.getString("payload"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("tried_since", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("answer")));
    }
}
