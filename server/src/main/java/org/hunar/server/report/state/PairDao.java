package org.hunar.server.report.state;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Reads how people stand, a page at a time. */
final class PairDao {

    /** The next people by id: all who are paired, or all whose standing was written since. */
    List<Standing> page(
            Transaction tx, ProgrammeId programme, Optional<Instant> since, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery("""
                        select participant_id, cohort, province, gender, organisation, enrolled, pre, post,
                               pre_taken, pre_eligible, post_taken, post_eligible, duplicates, contribution
                          from standings
                         where programme = :programme
                           and participant_id > :after
                           and (cast(:since as timestamp with time zone) is null and enrolled and pairing = 'PAIRED'
                                or changed_at >= cast(:since as timestamp with time zone))
                         order by participant_id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after.orElse(new UUID(0, 0)))
                .bind("since", since.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("limit", limit)
                .map((row, context) -> StandingDao.standing(row))
                .list();
    }
}
