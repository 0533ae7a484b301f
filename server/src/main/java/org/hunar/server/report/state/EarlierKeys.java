package org.hunar.server.report.state;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.programme.Programme;
import org.hunar.server.storage.Transaction;

/** How a programme stands by keys that have been corrected since; kept nowhere, for it is asked for seldom. */
final class EarlierKeys {
    private final StandingDao dao;
    private final Assessor assessor;

    EarlierKeys(StandingDao dao, Assessor assessor) {
        this.dao = dao;
        this.assessor = assessor;
    }

    /** Sums of one dimension; a batch of people is in memory at a time. */
    Sums sums(Transaction tx, Programme programme, String dimension, int keyVersion) {
        Sums sums = new Sums(Set.of(dimension));
        List<UUID> page = dao.page(tx, programme.code(), Optional.empty(), Standings.BATCH);
        while (!page.isEmpty()) {
            List<Standing> standings =
                    assessor.assess(tx, programme, dao.people(tx, programme.code(), page), Optional.of(keyVersion));
            sums.add(standings.stream().map(Standing::asDelta).toList());
            page = dao.page(tx, programme.code(), Optional.of(page.get(page.size() - 1)), Standings.BATCH);
        }
        return sums;
    }
}
