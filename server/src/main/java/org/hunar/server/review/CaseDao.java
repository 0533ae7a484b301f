package org.hunar.server.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.review.Case.Closing;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.CaseKind;
import org.hunar.server.sync.FoundCase;
import org.jdbi.v3.core.statement.Query;

final class CaseDao {
    private static final String SELECT = """
            select c.id, c.programme, c.kind, c.entity_type, c.entity_id, c.path, c.candidates, c.opened_at,
                   c.resolved_at, c.resolved_by, c.remark
              from cases c
            """;
    private static final String OPEN = "OPEN";
    private static final String RESOLVED = "RESOLVED";

    /** Open cases of these subjects, and those of which a manager has taken note. */
    List<Case> standing(Transaction tx, Collection<UUID> subjects) {
        return subjects.isEmpty()
                ? List.of()
                : list(
                        tx,
                        Rows.of(subjects)
                                .uuid("ids", id -> id)
                                .bindTo(tx.handle().createQuery(SELECT + """
                         where c.entity_id = any(:ids)
                           and (c.status = 'OPEN' or c.kind in ('CLOCK_SUSPECT', 'FORKED_INSTALL'))
                         order by c.id
                        """)));
    }

    /**
     * In the order in which they were opened, which their ids tell (version 7); by all columns of the index that has them,
     * else H2 reads and sorts all cases of the programme.
     *
     * @param onlyOpen empty for open and resolved ones
     */
    List<Case> page(
            Transaction tx,
            ProgrammeId programme,
            Optional<Boolean> onlyOpen,
            Optional<CaseKind> kind,
            Optional<UUID> after,
            int limit) {
        String narrowed = (onlyOpen.isPresent() ? "and c.status = :status " : "")
                + (kind.isPresent() ? "and c.kind = :kind" : "");
        return list(
                tx,
                tx.handle()
                        .createQuery(SELECT + """
                         where c.programme = :programme
                           and c.id > :after
                           %s
                         order by c.programme, %s c.id
                         limit :limit
                        """.formatted(narrowed, onlyOpen.isPresent() ? "c.status," : ""))
                        .bind("programme", programme.value())
                        .bind("after", after.orElse(new UUID(0, 0)))
                        .bind("status", onlyOpen.orElse(true) ? OPEN : RESOLVED)
                        .bind("kind", kind.map(CaseKind::name).orElse(""))
                        .bind("limit", limit));
    }

    /** Open and decided ones. */
    List<Case> all(Transaction tx, Collection<UUID> subjects) {
        return list(
                tx,
                Rows.of(subjects)
                        .uuid("ids", id -> id)
                        .bindTo(tx.handle().createQuery(SELECT + " where c.entity_id = any(:ids)")));
    }

    void forgetRemarks(Transaction tx, Collection<UUID> subjects) {
        Rows.of(subjects).uuid("ids", id -> id).execute(tx, """
                update cases
                   set remark = null
                 where entity_id = any(:ids)
                """);
    }

    /** The open cases of some entities, in the order in which they were opened. */
    List<Case> open(Transaction tx, Collection<UUID> entities) {
        return entities.isEmpty()
                ? List.of()
                : list(
                        tx,
                        Rows.of(entities)
                                .uuid("ids", id -> id)
                                .bindTo(tx.handle().createQuery(SELECT + """
                         where c.entity_id = any(:ids)
                           and c.status = 'OPEN'
                         order by c.id
                        """)));
    }

    Optional<Case> find(Transaction tx, UUID id) {
        return list(tx, tx.handle().createQuery(SELECT + " where c.id = :id").bind("id", id)).stream()
                .findFirst();
    }

    /** Takes the row for the rest of the transaction. */
    Optional<Case> lock(Transaction tx, UUID id) {
        return list(
                        tx,
                        tx.handle()
                                .createQuery(SELECT + " where c.id = :id for update")
                                .bind("id", id))
                .stream()
                .findFirst();
    }

    void store(Transaction tx, Collection<Case> cases) {
        Rows.of(cases)
                .uuid("id", Case::id)
                .text("programme", each -> each.what().programme().value())
                .text("kind", each -> each.what().kind().name())
                .text("type", each -> each.what().entityType())
                .uuid("entity", each -> each.what().entity())
                .text("path", each -> each.what().path())
                .text("candidates", each -> candidates(tx, each.what()))
                .time("opened", Case::openedAt)
                .text("status", each -> each.isOpen() ? OPEN : RESOLVED)
                .time("resolved", each -> each.closing().map(Closing::at).orElse(null))
                .execute(tx, """
                        merge into cases c
                        using (
                            select *
                              from unnest(
                                cast(:id as uuid array), cast(:programme as varchar array),
                                cast(:kind as varchar array), cast(:type as varchar array),
                                cast(:entity as uuid array), cast(:path as varchar array),
                                cast(:candidates as varchar array), cast(:opened as timestamp with time zone array),
                                cast(:status as varchar array), cast(:resolved as timestamp with time zone array))
                              as rows (id, programme, kind, entity_type, entity_id, path, candidates, opened, status,
                                       resolved)
                        ) n
                        on c.programme = n.programme and c.id = n.id
                        when matched then update
                         set candidates = n.candidates,
                             status = n.status,
                             resolved_at = n.resolved
                        when not matched then
                            insert (id, programme, kind, entity_type, entity_id, path, candidates, opened_at, status)
                            values (n.id, n.programme, n.kind, n.entity_type, n.entity_id, n.path, n.candidates,
                                    n.opened, n.status)
                        """);
    }

    /** Closes a case in a manager's name; also one that was closed because its cause went away by his decision. */
    void decide(Transaction tx, UUID id, Closing closing) {
        tx.handle()
                .createUpdate("""
                        update cases
                           set status = 'RESOLVED',
                               resolved_at = :now,
                               resolved_by = :by,
                               remark = :remark
                         where id = :id
                        """)
                .bind("id", id)
                .bind("now", closing.at().atOffset(ZoneOffset.UTC))
                .bind("by", closing.by().orElse(null))
                .bind("remark", closing.remark().map(tx.seal()::close).orElse(null))
                .execute();
    }

    /** Those of a participant are values of fields that tell who somebody is. */
    private static String candidates(Transaction tx, FoundCase what) {
        String json =
                Json.write(what.candidates().stream().map(Candidate::toJson).toList());
        return what.entityType().equals(EntityType.PARTICIPANT.wireName())
                ? tx.seal().close(json)
                : json;
    }

    private static List<Case> list(Transaction tx, Query query) {
        return query.map((row, context) -> read(tx, row)).list();
    }

    private static Case read(Transaction tx, ResultSet row) throws SQLException {
        JsonObject candidates = Json.readObject("{\"candidates\":" + tx.seal().open(row.getString("candidates")) + "}");
        FoundCase what = new FoundCase(
                CaseKind.valueOf(row.getString("kind")),
                new ProgrammeId(row.getString("programme")),
                row.getString("entity_type"),
                row.getObject("entity_id", UUID.class),
                row.getString("path"),
                candidates.objects("candidates").stream()
                        .map(Candidate::fromJson)
                        .toList());
        Optional<Instant> resolvedAt = instant(row, "resolved_at");
        return new Case(
                row.getObject("id", UUID.class),
                what,
                instant(row, "opened_at").orElseThrow(),
                resolvedAt.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Closing(
                                resolvedAt.get(),
                                Optional.ofNullable(row.getString("resolved_by")),
                                Optional.ofNullable(row.getString("remark")).map(tx.seal()::open))));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
