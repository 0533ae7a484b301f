package org.hunar.server.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The table {@code audit}, to which rows are only added and then linked once, and {@code audit_head}. */
final class AuditDao {
    /** A row that has no place in the chain yet. */
    record Unlinked(long id, Audit.Entry entry) {}

    /** A row and its place. */
    record Linked(long id, AuditLink link) {}

    void insert(Transaction tx, Audit.Entry entry) {
        tx.handle()
                .createUpdate("""
                        insert into audit (at, who, what, subject, programme, outcome)
                        values (:at, :who, :what, :subject, :programme, :outcome)
                        """)
                .bind("at", entry.at())
                .bind("who", entry.who())
                .bind("what", entry.what())
                .bind("subject", entry.subject())
                .bind("programme", entry.programme().orElse(null))
                .bind("outcome", entry.outcome())
                .execute();
    }

    boolean hasUnlinked(Transaction tx) {
        return tx.handle()
                .createQuery("select 1 from audit where position is null limit 1")
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    long countUnlinked(Transaction tx) {
        return tx.handle()
                .createQuery("select count(*) from audit where position is null")
                .mapTo(Long.class)
                .one();
    }

    Optional<AuditHead> head(Transaction tx) {
        return tx.handle()
                .createQuery("select position, hash from audit_head")
                .map((row, context) -> head(row))
                .findOne();
    }

    /** Keeps others from linking until the transaction ends. */
    AuditHead lockHead(Transaction tx) {
        return tx.handle()
                .createQuery("select position, hash from audit_head for update")
                .map((row, context) -> head(row))
                .one();
    }

    void setHead(Transaction tx, AuditHead head) {
        tx.handle()
                .createUpdate("""
                        update audit_head
                           set position = :position, hash = :hash
                        """)
                .bind("position", head.position())
                .bind("hash", head.hash())
                .execute();
    }

    List<Unlinked> unlinked(Transaction tx, int limit) {
        return tx.handle()
                .createQuery("""
                        select id, at, who, what, subject, programme, outcome
                          from audit
                         where position is null
                         order by id
                         limit :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> new Unlinked(row.getLong("id"), entry(row)))
                .list();
    }

    void link(Transaction tx, Collection<Linked> rows) {
        Rows.of(rows)
                .number("id", Linked::id)
                .number("position", each -> each.link().position())
                .text("previous", each -> each.link().previous())
                .text("hash", each -> each.link().hash())
                .execute(tx, """
                        merge into audit a
                        using (
                            select *
                              from unnest(
                                cast(:id as bigint array), cast(:position as bigint array),
                                cast(:previous as varchar array), cast(:hash as varchar array))
                              as rows (id, position, previous, hash)
                        ) n
                        on a.id = n.id
                        when matched then update
                         set position = n.position,
                             previous = n.previous,
                             hash = n.hash
                        """);
    }

    /** In the order of the chain. */
    List<AuditLink> after(Transaction tx, long position, AuditQuery query, int limit) {
        return tx.handle()
                .createQuery("""
                        select position, previous, at, who, what, subject, programme, outcome, hash
                          from audit
                         where position > :position
                           and (cast(:programme as varchar) is null or programme = :programme)
                           and (cast(:who as varchar) is null or who = :who)
                           and (cast(:since as timestamp with time zone) is null or at >= :since)
                         order by position
                         limit :limit
                        """)
                .bind("position", position)
                .bind("programme", query.programme().map(ProgrammeId::value).orElse(null))
                .bind("who", query.who().orElse(null))
                .bind(
                        "since",
                        query.since().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> link(row))
                .list();
    }

    private static AuditHead head(ResultSet row) throws SQLException {
        return new AuditHead(row.getLong("position"), row.getString("hash"));
    }

    private static AuditLink link(ResultSet row) throws SQLException {
        return new AuditLink(row.getLong("position"), row.getString("previous"), entry(row), row.getString("hash"));
    }

    private static Audit.Entry entry(ResultSet row) throws SQLException {
        return new Audit.Entry(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("who"),
                row.getString("what"),
                row.getString("subject"),
                Optional.ofNullable(row.getString("programme")),
                row.getString("outcome"));
    }
}
