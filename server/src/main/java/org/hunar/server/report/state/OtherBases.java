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

/**
 * How a programme stands by keys that have been corrected since, or in a phase other than the POST; kept nowhere, for it is
 * asked for seldom.
 */
final class OtherBases {
    private final StandingDao dao;
    private final Assessor assessor;

    OtherBases(StandingDao dao, Assessor assessor) {
        this.dao = dao;
        this.assessor = assessor;
    }

    /** Sums of one dimension; a batch of people is in memory at a time. */
    Sums sums(Transaction tx, Programme programme, String dimension, Basis basis) {
        Sums sums = new Sums(Set.of(dimension));
        forEachBatch(
                tx,
                programme,
                basis,
                batch -> sums.add(batch.stream().map(Standing::asDelta).toList()));
        return sums;
    }

    /** The attempts that are chosen so, with the group of whom they are. */
    Map<AssessmentId, Chosen> chosen(Transaction tx, Programme programme, Phase phase, String dimension, Basis basis) {
        Map<AssessmentId, Chosen> chosen = new HashMap<>();
        forEachBatch(
                tx,
                programme,
                basis,
                batch -> batch.forEach(standing -> (phase == Phase.PRE ? standing.pre() : standing.post())
                        .ifPresent(attempt -> chosen.put(
                                new AssessmentId(attempt),
                                new Chosen(
                                        standing.participant().toString(),
                                        standing.groups().byDimension().get(dimension))))));
        return chosen;
    }

    private void forEachBatch(Transaction tx, Programme programme, Basis basis, Consumer<List<Standing>> work) {
        List<UUID> page = dao.page(tx, programme.code(), Optional.empty(), Standings.BATCH);
        while (!page.isEmpty()) {
            work.accept(assessor.assess(tx, programme, dao.people(tx, programme.code(), page), basis));
            page = dao.page(tx, programme.code(), Optional.of(page.get(page.size() - 1)), Standings.BATCH);
        }
    }
}
