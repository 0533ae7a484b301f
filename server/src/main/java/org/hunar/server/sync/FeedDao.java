package org.hunar.server.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The tables {@code feed}, {@code scopes} and {@code epoch}. */
class FeedDao {
    long epoch(Transaction tx) {
        return tx.handle()
                .createQuery("select max(epoch) from epoch")
                .mapTo(Long.class)
                .one();
    }

    void raiseEpoch(Transaction tx, long epoch) {
        tx.handle().createUpdate("""
                        insert into epoch (epoch) values (:epoch)
                        """).bind("epoch", epoch).execute();
    }

    /** Takes the counters of the scopes, in order, for the rest of the transaction. */
    Map<String, ScopeState> lockScopes(Transaction tx, Collection<String> scopes) {
        List<String> sorted = scopes.stream().sorted().distinct().toList();
        Rows<String> rows = Rows.of(sorted).text("scopes", scope -> scope);
        Map<String, ScopeState> known = lock(tx, rows);
        if (known.size() == sorted.size()) {
            return known;
        }
        rows.execute(tx, """
                insert into scopes (scope, seq, n, x)
                select scope, 0, 0, 0
                  from unnest(cast(:scopes as varchar array)) as rows (scope)
                 where not exists (select 1 from scopes s where s.scope = rows.scope)
                 order by scope
                    on conflict do nothing
                """);
        return lock(tx, rows);
    }

    private static Map<String, ScopeState> lock(Transaction tx, Rows<String> scopes) {
        return states(tx, scopes, """
                select scope, seq, n, x, purged
                  from scopes
                 where scope = any(:scopes)
                 order by scope
                   for update
                """);
    }

    Map<String, ScopeState> scopes(Transaction tx, Collection<String> scopes) {
        Rows<String> rows = Rows.of(scopes).text("scopes", scope -> scope);
        return states(tx, rows, "select scope, seq, n, x, purged from scopes where scope = any(:scopes)");
    }

    /** The counters of the cohorts of a programme, added up. */
    long moved(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select coalesce(sum(s.seq), 0)
                          from cohorts c
                          join scopes s
                            on s.scope = :prefix || c.code
                         where c.programme = :programme
                        """)
                .bind("prefix", Scope.OF_A_COHORT)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }

    void storeScopes(Transaction tx, Collection<ScopeState> states) {
        Rows.of(states)
                .text("scope", ScopeState::scope)
                .number("seq", ScopeState::seq)
                .number("n", state -> state.digest().n())
                .number("x", state -> state.digest().x())
                .execute(tx, """
                        merge into scopes s
                        using (
                            select *
                              from unnest(
                                cast(:scope as varchar array), cast(:seq as bigint array),
                                cast(:n as bigint array), cast(:x as bigint array))
                              as rows (scope, seq, n, x)
                        ) r
                        on s.scope = r.scope
                        when matched then update set seq = r.seq, n = r.n, x = r.x
                        """);
    }

    /** Where an entity stands. */
    record Place(String scope, String entity, String key) {
        static Place of(FeedChange change) {
            return new Place(change.scope(), change.entity(), change.key());
        }
    }

    /**
     * The revisions that the changes will take the place of: those that are to be seen, and of each no more than counts for
     * the digest, since a document may be large.
     */
    Map<Place, Long> replaced(Transaction tx, Collection<FeedChange> changes) {
        return Rows.of(changes)
                .text("scope", FeedChange::scope)
                .text("entity", FeedChange::entity)
                .text("key", FeedChange::key)
                .bindTo(tx.handle().createQuery("""
                                        select f.scope, f.entity, f.entity_key, f.rev
                                          from feed f
                                          join unnest(
                                            cast(:scope as varchar array), cast(:entity as varchar array),
                                            cast(:key as varchar array))
                                            as wanted (scope, entity, entity_key)
                                            on wanted.scope = f.scope
                                           and wanted.entity = f.entity
                                           and wanted.entity_key = f.entity_key
                                         where f.op <> 'DEL'
                                        """))
                .map((row, context) -> Map.entry(
                        new Place(row.getString("scope"), row.getString("entity"), row.getString("entity_key")),
                        row.getLong("rev")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void store(Transaction tx, Collection<FeedRow> rows) {
        Rows.of(rows)
                .text("scope", FeedRow::scope)
                .text("entity", FeedRow::entity)
                .text("key", FeedRow::key)
                .number("seq", FeedRow::seq)
                .text("op", row -> row.op().name())
                .number("rev", FeedRow::rev)
                .text("reason", row -> row.reason().orElse(null))
                .text("into", row -> row.into().orElse(null))
                .text("doc", row -> row.doc().map(Json::write).orElse(null))
                .time("deleted", row -> row.deletedAt().orElse(null))
                .execute(tx, """
                        merge into feed f
                        using (
                            select *
                              from unnest(
                                cast(:scope as varchar array), cast(:entity as varchar array),
                                cast(:key as varchar array), cast(:seq as bigint array),
                                cast(:op as varchar array), cast(:rev as bigint array),
                                cast(:reason as varchar array), cast(:into as varchar array),
                                cast(:doc as varchar array), cast(:deleted as timestamp with time zone array))
                              as rows (scope, entity, entity_key, seq, op, rev, reason, moved_into, doc, deleted_at)
                        ) r
                        on f.scope = r.scope and f.entity = r.entity and f.entity_key = r.entity_key
                        when matched then update
                         set seq = r.seq, op = r.op, rev = r.rev, reason = r.reason, moved_into = r.moved_into,
                             doc = r.doc, deleted_at = r.deleted_at
                        when not matched then
                            insert (scope, entity, entity_key, seq, op, rev, reason, moved_into, doc, deleted_at)
                            values (r.scope, r.entity, r.entity_key, r.seq, r.op, r.rev, r.reason, r.moved_into, r.doc,
                                    r.deleted_at)
                        """);
    }

    /** Rows beyond the given places, scope by scope, each in the order of its numbers. */
    List<FeedRow> after(Transaction tx, Map<String, Long> places, int limit) {
        return Rows.of(places.entrySet())
                .text("scope", Map.Entry::getKey)
                .number("seq", Map.Entry::getValue)
                .bindTo(tx.handle().createQuery("""
                                        select f.scope, f.entity, f.entity_key, f.seq, f.op, f.rev, f.reason, f.moved_into, f.doc, f.deleted_at
                                          from feed f
                                          join unnest(cast(:scope as varchar array), cast(:seq as bigint array))
                                            as place (scope, seq)
                                            on place.scope = f.scope
                                           and f.seq > place.seq
                                         order by case when f.scope like 'programme:%' then 0 else 1 end,
                                               f.scope,
                                               f.seq
                                         limit :limit
                                        """))
                .bind("limit", limit)
                .map((row, context) -> feedRow(row))
                .list();
    }

    /** Scopes with tombstones from before that time, sorted. */
    List<String> scopesWithTombstones(Transaction tx, Instant before) {
        return tx.handle()
                .createQuery("select distinct scope from feed where deleted_at < :before order by scope")
                .bind("before", before)
                .mapTo(String.class)
                .list();
    }

    /**
     * Drops the tombstones of a scope from before that time, and notes how far they went. Needs the scope's lock.
     *
     * @return number of tombstones
     */
    int purge(Transaction tx, String scope, Instant before) {
        tx.handle()
                .createUpdate("""
                        update scopes
                           set purged = greatest(purged, coalesce(
                             (select max(seq) from feed where scope = :scope and deleted_at < :before), 0))
                         where scope = :scope
                        """)
                .bind("scope", scope)
                .bind("before", before)
                .execute();
        return tx.handle()
                .createUpdate("delete from feed where scope = :scope and deleted_at < :before")
                .bind("scope", scope)
                .bind("before", before)
                .execute();
    }

    private static Map<String, ScopeState> states(Transaction tx, Rows<String> scopes, String sql) {
        Map<String, ScopeState> states = new LinkedHashMap<>();
        scopes.bindTo(tx.handle().createQuery(sql))
                .map((row, context) -> new ScopeState(
                        row.getString("scope"),
                        row.getLong("seq"),
                        new Digest(row.getLong("n"), row.getLong("x")),
                        row.getLong("purged")))
                .forEach(state -> states.put(state.scope(), state));
        return states;
    }

    private static FeedRow feedRow(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getString("scope"),
                row.getString("entity"),
                row.getString("entity_key"),
                row.getLong("seq"),
                FeedItem.Op.valueOf(row.getString("op")),
                row.getLong("rev"),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getString("moved_into")),
                Optional.ofNullable(row.getString("doc")).map(Json::readObject).map(JsonObject::asMap),
                Optional.ofNullable(row.getObject("deleted_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
