package org.hunar.server.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The log of operations, and the rows by which a push locks the entities that it touches. */
final class OperationDao {
    private static final String LOGGED = "o.programme, o.install_id, o.author, o.received_at, o.clock_offset_ms,"
            + " o.enrolled_at, o.hash, o.in_review, o.payload";

    /** Takes the entities, in order, for the rest of the transaction; makes rows for those not heard of. */
    Map<EntityId, EntityRow> lockEntities(Transaction tx, Collection<EntityId> ids) {
        Rows<EntityId> rows = Rows.of(ids.stream().sorted().distinct().toList())
                .text("types", id -> id.type().wireName())
                .uuid("ids", EntityId::id);
        rows.execute(tx, """
                insert into entities (entity_type, entity_id, programme, rev)
                select entity_type, entity_id, null, 0
                  from unnest(cast(:types as varchar array), cast(:ids as uuid array)) as rows (entity_type, entity_id)
                 where not exists (
                   select 1 from entities e where e.entity_id = rows.entity_id and e.entity_type = rows.entity_type)
                 order by entity_id, entity_type
                    on conflict do nothing
                """);
        Map<EntityId, EntityRow> entities = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.of(ids)
                    .uuid("ids", EntityId::id)
                    .bindTo(tx.handle().createQuery("""
                                            select entity_type, entity_id, programme, rev, survivor, merged_by, erased
                                              from entities
                                             where entity_id = any(:ids)
                                             order by entity_id, entity_type
                                               for update
                                            """))
                    .map((row, context) -> entityRow(row))
                    .forEach(row -> entities.put(row.id(), row));
        }
        return entities;
    }

    /** The rows of entities that anything has named, as they are. */
    Map<EntityId, EntityRow> entities(Transaction tx, Collection<EntityId> ids) {
        Map<EntityId, EntityRow> entities = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.of(ids)
                    .uuid("ids", EntityId::id)
                    .bindTo(tx.handle().createQuery("""
                                            select entity_type, entity_id, programme, rev, survivor, merged_by, erased
                                              from entities
                                             where entity_id = any(:ids)
                                            """))
                    .map((row, context) -> entityRow(row))
                    .forEach(row -> entities.put(row.id(), row));
        }
        return entities;
    }

    /** What the operations are about. */
    List<EntityId> entitiesOf(Transaction tx, Collection<OperationId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return Rows.of(ids)
                .uuid("ids", OperationId::value)
                .bindTo(tx.handle()
                        .createQuery("select distinct entity_type, entity_id from operations where op_id = any(:ids)"))
                .map((row, context) -> entity(row))
                .list();
    }

    void storeEntities(Transaction tx, Collection<EntityRow> entities) {
        Rows.of(entities)
                .text("type", row -> row.id().type().wireName())
                .uuid("id", row -> row.id().id())
                .text("programme", EntityRow::programme)
                .number("rev", EntityRow::rev)
                .uuid(
                        "survivor",
                        row -> row.survivor().map(ParticipantId::value).orElse(null))
                .uuid("merged_by", row -> row.mergedBy().map(OperationId::value).orElse(null))
                .execute(tx, """
                        merge into entities e
                        using (
                            select *
                              from unnest(
                                cast(:type as varchar array), cast(:id as uuid array),
                                cast(:programme as varchar array), cast(:rev as bigint array),
                                cast(:survivor as uuid array), cast(:merged_by as uuid array))
                              as rows (entity_type, entity_id, programme, rev, survivor, merged_by)
                        ) n
                        on e.entity_id = n.entity_id and e.entity_type = n.entity_type
                        when matched then update
                         set programme = n.programme,
                             rev = n.rev,
                             survivor = n.survivor,
                             merged_by = n.merged_by
                        """);
    }

    /** The participants for whom one of the given goes on. */
    List<EntityId> mergedInto(Transaction tx, Collection<ParticipantId> survivors) {
        return Rows.of(survivors)
                .uuid("survivors", ParticipantId::value)
                .bindTo(tx.handle().createQuery("""
                                        select entity_type, entity_id
                                          from entities
                                         where survivor = any(:survivors)
                                         order by entity_id
                                        """))
                .map((row, context) -> entity(row))
                .list();
    }

    Map<OperationId, KnownOperation> known(Transaction tx, Collection<OperationId> ids) {
        Map<OperationId, KnownOperation> known = new HashMap<>();
        if (!ids.isEmpty()) {
            Rows.of(ids)
                    .uuid("ids", OperationId::value)
                    .bindTo(tx.handle().createQuery("""
                                    select op_id, entity_type, entity_id, author, hash, result
                                      from operations
                                     where op_id = any(:ids)
                                    """))
                    .map((row, context) -> new KnownOperation(
                            new OperationId(row.getObject("op_id", UUID.class)),
                            entity(row),
                            row.getString("author"),
                            row.getString("hash"),
                            PushResult.fromJson(Json.readObject(row.getString("result")))))
                    .forEach(operation -> known.put(operation.id(), operation));
        }
        return known;
    }

    /** All operations of the entities, whoever sent them. */
    List<LoggedOperation> ofEntities(Transaction tx, Collection<EntityId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return Rows.of(ids)
                .uuid("ids", EntityId::id)
                .bindTo(tx.handle().createQuery("""
                                        select %s
                                          from operations o
                                         where entity_id = any(:ids)
                                        """.formatted(LOGGED)))
                .map((row, context) -> logged(tx, row))
                .list();
    }

    /** Other operations in the log that have the same install and number as one of the given ones. */
    List<LoggedOperation> sameNumber(Transaction tx, Collection<LoggedOperation> operations) {
        if (operations.isEmpty()) {
            return List.of();
        }
        return Rows.of(operations)
                .uuid("op", each -> each.operation().id().value())
                .uuid("install", LoggedOperation::installId)
                .number("seq", each -> each.operation().deviceSeq())
                .bindTo(tx.handle().createQuery("""
                                        select %s
                                          from unnest(
                                            cast(:op as uuid array), cast(:install as uuid array),
                                            cast(:seq as bigint array))
                                            as n (op_id, install_id, device_seq)
                                          join operations o
                                            on o.install_id = n.install_id
                                           and o.device_seq = n.device_seq
                                           and o.op_id <> n.op_id
                                        """.formatted(LOGGED)))
                .map((row, context) -> logged(tx, row))
                .list();
    }

    /** @param results by operation, as they are answered */
    void insert(Transaction tx, Collection<LoggedOperation> operations, Map<OperationId, PushResult> results) {
        Rows.of(operations)
                .text("programme", LoggedOperation::programme)
                .uuid("op", each -> each.operation().id().value())
                .text("type", each -> each.operation().entity().type().wireName())
                .uuid("entity", each -> each.operation().entity().id())
                .uuid("install", LoggedOperation::installId)
                .number("seq", each -> each.operation().deviceSeq())
                .text("author", LoggedOperation::author)
                .time("received", LoggedOperation::receivedAt)
                .number(
                        "offset",
                        each -> each.clockOffset().map(Duration::toMillis).orElse(null))
                .time("enrolled", each -> each.enrolledAt().orElse(null))
                .text("hash", LoggedOperation::hash)
                .flag("review", LoggedOperation::inReview)
                .text("payload", each -> payload(tx, each.operation()))
                .text(
                        "result",
                        each -> Json.write(results.get(each.operation().id()).toJson()))
                .execute(tx, """
                        insert into operations
                               (programme, op_id, entity_type, entity_id, install_id, device_seq, author, received_at,
                                clock_offset_ms, enrolled_at, hash, in_review, payload, result)
                        select *
                          from unnest(
                            cast(:programme as varchar array), cast(:op as uuid array), cast(:type as varchar array),
                            cast(:entity as uuid array), cast(:install as uuid array), cast(:seq as bigint array),
                            cast(:author as varchar array), cast(:received as timestamp with time zone array),
                            cast(:offset as bigint array), cast(:enrolled as timestamp with time zone array),
                            cast(:hash as varchar array), cast(:review as boolean array),
                            cast(:payload as varchar array), cast(:result as varchar array))
                        """);
    }

    /** Gives operations that had none their programme. */
    void place(Transaction tx, Collection<LoggedOperation> operations) {
        Rows.of(operations)
                .uuid("op", each -> each.operation().id().value())
                .text("programme", LoggedOperation::programme)
                .flag("review", LoggedOperation::inReview)
                .execute(tx, """
                        merge into operations o
                        using (
                            select *
                              from unnest(
                                cast(:op as uuid array), cast(:programme as varchar array),
                                cast(:review as boolean array))
                              as rows (op_id, programme, in_review)
                        ) n
                        on o.op_id = n.op_id
                        when matched then update set programme = n.programme, in_review = n.in_review
                        """);
    }

    /** Puts what is left of operations in the place of what they were. */
    void redact(Transaction tx, Collection<Operation> redacted) {
        Rows.of(redacted)
                .uuid("op", each -> each.id().value())
                .text("payload", each -> payload(tx, each))
                .text("hash", each -> Redaction.HASH)
                .execute(tx, """
                        merge into operations o
                        using (
                            select *
                              from unnest(
                                cast(:op as uuid array), cast(:payload as varchar array), cast(:hash as varchar array))
                              as rows (op_id, payload, hash)
                        ) n
                        on o.op_id = n.op_id
                        when matched then update set payload = n.payload, hash = n.hash
                        """);
    }

    /** Whatever comes of these is stripped from now on. */
    void markErased(Transaction tx, Collection<EntityId> ids) {
        Rows.of(ids)
                .text("types", id -> id.type().wireName())
                .uuid("ids", EntityId::id)
                .execute(tx, """
                        merge into entities e
                        using (
                            select *
                              from unnest(cast(:types as varchar array), cast(:ids as uuid array))
                              as rows (entity_type, entity_id)
                        ) n
                        on e.entity_id = n.entity_id and e.entity_type = n.entity_type
                        when matched then update set erased = true
                        """);
    }

    void hold(Transaction tx, Collection<Held> held) {
        Rows.of(held)
                .text("awaits", Held::awaits)
                .text("type", each -> each.entity().type().wireName())
                .uuid("id", each -> each.entity().id())
                .execute(tx, """
                        insert into held (awaits, entity_type, entity_id)
                        select *
                          from unnest(
                            cast(:awaits as varchar array), cast(:type as varchar array), cast(:id as uuid array))
                            as rows (awaits, entity_type, entity_id)
                         where not exists (
                           select 1
                             from held h
                            where h.awaits = rows.awaits
                              and h.entity_id = rows.entity_id
                              and h.entity_type = rows.entity_type)
                            on conflict do nothing
                        """);
    }

    List<EntityId> heldFor(Transaction tx, Collection<String> awaited) {
        if (awaited.isEmpty()) {
            return List.of();
        }
        return Rows.of(awaited)
                .text("awaited", each -> each)
                .bindTo(tx.handle().createQuery("""
                                        select entity_type, entity_id
                                          from held
                                         where awaits = any(:awaited)
                                         order by entity_id
                                        """))
                .map((row, context) -> entity(row))
                .list();
    }

    /** What waits for a manager in programmes, or for its programme: no index leads there, and nothing but erasing asks. */
    List<LoggedOperation> inReview(Transaction tx, Collection<String> programmes) {
        return Rows.of(programmes)
                .text("programmes", each -> each)
                .bindTo(tx.handle().createQuery("""
                                        select %s
                                          from operations o
                                         where programme = any(:programmes)
                                           and entity_type = 'assessment'
                                           and in_review
                                        """.formatted(LOGGED)))
                .map((row, context) -> logged(tx, row))
                .list();
    }

    void release(Transaction tx, Collection<String> awaited) {
        Rows.of(awaited).text("awaited", each -> each).execute(tx, "delete from held where awaits = any(:awaited)");
    }

    private static EntityRow entityRow(ResultSet row) throws SQLException {
        return new EntityRow(
                entity(row),
                row.getString("programme"),
                row.getLong("rev"),
                Optional.ofNullable(row.getObject("survivor", UUID.class)).map(ParticipantId::new),
                Optional.ofNullable(row.getObject("merged_by", UUID.class)).map(OperationId::new),
                row.getBoolean("erased"));
    }

    private static EntityId entity(ResultSet row) throws SQLException {
        return new EntityId(EntityType.of(row.getString("entity_type")), row.getObject("entity_id", UUID.class));
    }

    /** Only what tells who somebody is is sealed: it is the smaller part, and scores need none of it. */
    private static String payload(Transaction tx, Operation operation) {
        String json = Json.write(operation.json());
        return operation.entity().type() == EntityType.PARTICIPANT ? tx.seal().close(json) : json;
    }

    private static LoggedOperation logged(Transaction tx, ResultSet row) throws SQLException {
        return new LoggedOperation(
                row.getString("programme"),
                Operation.fromJson(Json.readObject(tx.seal().open(row.getString("payload")))),
                row.getObject("install_id", UUID.class),
                row.getString("author"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("clock_offset_ms", Long.class))
                        .map(Duration::ofMillis),
                Optional.ofNullable(row.getObject("enrolled_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getString("hash"),
                row.getBoolean("in_review"));
    }
}
