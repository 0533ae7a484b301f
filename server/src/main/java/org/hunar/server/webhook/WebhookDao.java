package org.hunar.server.webhook;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The table {@code webhooks}. */
final class WebhookDao {

    void insert(Transaction tx, Webhook webhook, String secret, long reportVersion) {
        tx.handle()
                .createUpdate("""
                        insert into webhooks (id, programme, url, secret, report_version, created_by, created_at)
                        values (:id, :programme, :url, :secret, :version, :by, :at)
                        """)
                .bind("id", webhook.id())
                .bind("programme", webhook.programme().value())
                .bind("url", webhook.url().toString())
                .bind("secret", tx.seal().close(secret))
                .bind("version", reportVersion)
                .bind("by", webhook.createdBy())
                .bind("at", webhook.createdAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    List<Webhook> of(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select id, programme, url, created_by, created_at
                          from webhooks
                         where programme = :programme
                         order by id
                        """)
                .bind("programme", programme.value())
                .map((row, context) -> webhook(row))
                .list();
    }

    /** Programmes of which anybody is told. */
    List<ProgrammeId> programmes(Transaction tx) {
        return tx.handle()
                .createQuery("select distinct programme from webhooks order by programme")
                .mapTo(String.class)
                .map(ProgrammeId::new)
                .list();
    }

    Optional<Webhook> find(Transaction tx, ProgrammeId programme, UUID id) {
        return of(tx, programme).stream()
                .filter(webhook -> webhook.id().equals(id))
                .findFirst();
    }

    boolean delete(Transaction tx, ProgrammeId programme, UUID id) {
        return tx.handle()
                        .createUpdate("delete from webhooks where programme = :programme and id = :id")
                        .bind("programme", programme.value())
                        .bind("id", id)
                        .execute()
                > 0;
    }

    /** Whether somebody was told of an earlier version last. */
    boolean isBehind(Transaction tx, ProgrammeId programme, long version) {
        return tx.handle()
                        .createQuery("""
                        select count(*)
                          from webhooks
                         where programme = :programme
                           and report_version < :version
                        """)
                        .bind("programme", programme.value())
                        .bind("version", version)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Whether somebody has still to be told of this version of the report; of several nodes one is told yes. */
    boolean advanceReport(Transaction tx, ProgrammeId programme, long version) {
        return tx.handle()
                        .createUpdate("""
                                update webhooks
                                   set report_version = :version
                                 where programme = :programme
                                   and report_version < :version
                                """)
                        .bind("programme", programme.value())
                        .bind("version", version)
                        .execute()
                > 0;
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                new ProgrammeId(row.getString("programme")),
                URI.create(row.getString("url")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
