package org.hunar.server.report.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.server.report.state.KeptState.Chosen;
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
        forEachBatch(
                tx,
                programme,
                keyVersion,
                batch -> sums.add(batch.stream().map(Standing::asDelta).toList()));
        return sums;
    }

    /** The attempts that those keys choose, with the group of whom they are. */
    Map<AssessmentId, Chosen> chosen(
            Transaction tx, Programme programme, Phase phase, String dimension, int keyVersion) {
        Map<AssessmentId, Chosen> chosen = new HashMap<>();
        forEachBatch(
                tx,
                programme,
                keyVersion,
                batch -> batch.forEach(standing -> (phase == Phase.PRE ? standing.pre() : standing.post())
                        .ifPresent(attempt -> chosen.put(
                                new AssessmentId(attempt),
                                new Chosen(
                                        standing.participant().toString(),
                                        standing.groups().byDimension().get(dimension))))));
        return chosen;
    }

    private void forEachBatch(Transaction tx, Programme programme, int keyVersion, Consumer<List<Standing>> work) {
        List<UUID> page = dao.page(tx, programme.code(), Optional.empty(), Standings.BATCH);
        while (!page.isEmpty()) {
            work.accept(
                    assessor.assess(tx, programme, dao.people(tx, programme.code(), page), Optional.of(keyVersion)));
            page = dao.page(tx, programme.code(), Optional.of(page.get(page.size() - 1)), Standings.BATCH);
        }
    }
}
