package org.hunar.server.report.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.state.KeptState.Head;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The sums of a programme, and what was not added to them yet. */
final class StateDao {
    /** Dimension of what is kept beside the joint counts. */
    static final String REST = "rest";

    /** A part of the sums, or with a negative id of the changes. */
    record Packed(int tier, String dimension, byte[] bytes) {}

    record PackedChanges(long id, byte[] bytes) {}

    /** How much of a programme waits to be folded. */
    record Waiting(ProgrammeId programme, long changes, long bytes) {}

    /** Keeps everybody else away who would change the programme's standings. */
    void own(Transaction tx, ProgrammeId programme) {
        tx.handle()
                .createQuery("select code from programmes where code = :programme for update")
                .bind("programme", programme.value())
                .mapTo(String.class)
                .list();
    }

    /**
     * The version rises with every change of what a report is made of, or of its answers: each raises a number by one
     * that is never lowered, and folding moves as much from the changes to the head.
     */
    Map<ProgrammeId, Head> heads(Transaction tx, Collection<ProgrammeId> programmes) {
        Rows<ProgrammeId> rows = Rows.of(programmes).text("programmes", ProgrammeId::value);
        Map<ProgrammeId, Head> heads = new HashMap<>();
        rows.bindTo(tx.handle().createQuery("""
                        select p.code,
                               coalesce((select version from report_heads where programme = p.code), 0)
                               + (select count(*) from report_changes where programme = p.code)
                               + coalesce((select rev from programmes where code = p.code), 0)
                               + coalesce((select sum(rev) from cohorts where programme = p.code), 0)
                               + coalesce((select sum(rev) from skills where programme = p.code), 0)
                               + coalesce((select sum(key_version) from instruments where programme = p.code), 0)
                               as version,
                               (select rules from report_heads where programme = p.code) as rules
                          from unnest(cast(:programmes as varchar array)) as p (code)
                        """))
                .map((row, context) -> Map.entry(
                        new ProgrammeId(row.getString("code")),
                        new Head(row.getLong("version"), Optional.ofNullable(row.getString("rules")))))
                .forEach(head -> heads.put(head.getKey(), head.getValue()));
        return heads;
    }

    Head head(Transaction tx, ProgrammeId programme) {
        return heads(tx, List.of(programme)).get(programme);
    }

    /** By which attempts were chosen; empty when nothing is kept of the programme. */
    Optional<String> rules(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("select rules from report_heads where programme = :programme")
                .bind("programme", programme.value())
                .mapTo(String.class)
                .findOne();
    }

    /** Programmes of which nothing is kept. */
    List<ProgrammeId> missing(Transaction tx) {
        return tx.handle()
                .createQuery("""
                        select code
                          from programmes
                         where not exists (select 1 from report_heads where programme = programmes.code)
                         order by code
                        """)
                .map((row, context) -> new ProgrammeId(row.getString("code")))
                .list();
    }

    List<ProgrammeId> programmes(Transaction tx) {
        return tx.handle()
                .createQuery("select code from programmes order by code")
                .map((row, context) -> new ProgrammeId(row.getString("code")))
                .list();
    }

    void append(Transaction tx, ProgrammeId programme, List<byte[]> changes) {
        Rows.of(changes)
                .text("programme", each -> programme.value())
                .bytes("packed", Function.identity())
                .execute(tx, """
                        insert into report_changes (programme, packed)
                        select * from unnest(cast(:programme as varchar array), cast(:packed as bytea array))
                        """);
    }

    /** The oldest changes, at most so many. */
    List<PackedChanges> changes(Transaction tx, ProgrammeId programme, int limit) {
        return tx.handle()
                .createQuery("""
                        select id, packed
                          from report_changes
                         where programme = :programme
                         order by id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("limit", limit)
                .map((row, context) -> new PackedChanges(row.getLong("id"), row.getBytes("packed")))
                .list();
    }

    List<Packed> state(Transaction tx, ProgrammeId programme, Collection<String> dimensions) {
        return Rows.of(dimensions)
                .text("dimensions", Function.identity())
                .bindTo(tx.handle().createQuery("""
                                select tier, dimension, packed
                                  from report_state
                                 where programme = :programme
                                   and dimension = any(:dimensions)
                                """))
                .bind("programme", programme.value())
                .map((row, context) ->
                        new Packed(row.getInt("tier"), row.getString("dimension"), row.getBytes("packed")))
                .list();
    }

    List<Packed> tier(Transaction tx, ProgrammeId programme, int tier) {
        return tx.handle()
                .createQuery("""
                        select tier, dimension, packed
                          from report_state
                         where programme = :programme
                           and tier = :tier
                        """)
                .bind("programme", programme.value())
                .bind("tier", tier)
                .map((row, context) ->
                        new Packed(row.getInt("tier"), row.getString("dimension"), row.getBytes("packed")))
                .list();
    }

    /** What waits to be folded, by programme. */
    List<Waiting> waiting(Transaction tx) {
        return tx.handle()
                .createQuery("""
                        select programme, count(*) as changes, sum(octet_length(packed)) as bytes
                          from report_changes
                         group by programme
                         order by programme
                        """)
                .map((row, context) -> new Waiting(
                        new ProgrammeId(row.getString("programme")), row.getLong("changes"), row.getLong("bytes")))
                .list();
    }

    /** Whether this node may fold; not while another one does, nor while everything is made anew. */
    boolean lockHead(Transaction tx, ProgrammeId programme) {
        return !tx.handle()
                .createQuery("""
                        select programme
                          from report_heads
                         where programme = :programme
                           for update skip locked
                        """)
                .bind("programme", programme.value())
                .mapTo(String.class)
                .list()
                .isEmpty();
    }

    /** Takes changes away that were added to the sums. */
    void folded(Transaction tx, ProgrammeId programme, List<PackedChanges> changes) {
        Rows.of(changes)
                .number("ids", PackedChanges::id)
                .execute(tx, "delete from report_changes where id = any(cast(:ids as bigint array))");
        tx.handle()
                .createUpdate("update report_heads set version = version + :folded where programme = :programme")
                .bind("folded", changes.size())
                .bind("programme", programme.value())
                .execute();
    }

    /** Puts sums into a tier, in place of what was there and in the tiers below. */
    void replaceTiers(Transaction tx, ProgrammeId programme, int highest, List<Packed> parts) {
        tx.handle()
                .createUpdate("delete from report_state where programme = :programme and tier <= :tier")
                .bind("programme", programme.value())
                .bind("tier", highest)
                .execute();
        int[] next = {0};
        Rows.of(parts)
                .text("programme", each -> programme.value())
                .number("tier", each -> (long) each.tier())
                .text("dimension", Packed::dimension)
                .number("part", each -> (long) next[0]++)
                .bytes("packed", Packed::bytes)
                .execute(tx, """
                        insert into report_state (programme, tier, dimension, part, packed)
                        select *
                          from unnest(
                            cast(:programme as varchar array), cast(:tier as bigint array),
                            cast(:dimension as varchar array), cast(:part as bigint array),
                            cast(:packed as bytea array))
                        """);
    }

    /** Begins anew: with a version above all that were told, and without any sums. */
    void restart(Transaction tx, ProgrammeId programme, String rules) {
        tx.handle()
                .createUpdate("""
                        merge into report_heads h
                        using (
                            select cast(:programme as varchar) as programme, count(*) as changes, cast(:rules as varchar) as rules
                              from report_changes
                             where programme = :programme
                        ) n
                        on h.programme = n.programme
                        when matched then update set version = h.version + n.changes + 1, rules = n.rules
                        when not matched then insert (programme, version, rules)
                            values (n.programme, n.changes + 1, n.rules)
                        """)
                .bind("programme", programme.value())
                .bind("rules", rules)
                .execute();
        for (String table : List.of("report_changes", "report_state")) {
            tx.handle()
                    .createUpdate("delete from " + table + " where programme = :programme")
                    .bind("programme", programme.value())
                    .execute();
        }
    }
}
