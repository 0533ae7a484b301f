package org.hunar.server.report;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Counts consents that stand. */
final class ConsentDao {
    private record Count(String group, long people) {}

    /**
     * People on the roster whose consent stands.
     *
     * @param groupBy by which they are counted apart; otherwise all are one group, named {@code all}
     */
    Map<String, Long> given(Transaction tx, ProgrammeId programme, Optional<GroupBy> groupBy, String all, String none) {
        // a name of ours, never one of a caller
        String column = groupBy.map(GroupBy::wireName).orElse("cast(:all as varchar)");
        Map<String, Long> given = new TreeMap<>();
        var query = tx.handle()
                .createQuery("""
                        select grp, count(*) as people
                          from (
                            select coalesce(%s, :none) as grp
                              from participants
                             where programme = :programme
                               and consent = 'GIVEN'
                               and not removed) people
                         group by grp
                        """.formatted(column))
                .bind("programme", programme.value())
                .bind("none", none);
        if (groupBy.isEmpty()) {
            query.bind("all", all);
        }
        query.map((row, context) -> new Count(row.getString("grp"), row.getLong("people")))
                .forEach(each -> given.put(each.group(), each.people()));
        return given;
    }
}
