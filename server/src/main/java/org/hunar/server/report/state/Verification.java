package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.Programme;
import org.hunar.server.storage.Transaction;

/** Compares what is kept of a programme with what its assessments and scores say. */
final class Verification {
    private static final int MOST_LINES = 1000;

    private final StandingDao dao;
    private final StateDao states;
    private final Assessor assessor;

    Verification(StandingDao dao, StateDao states, Assessor assessor) {
        this.dao = dao;
        this.states = states;
        this.assessor = assessor;
    }

    /** One line for each standing and each row of the sums that is wrong, up to a thousand; none when all is right. */
    List<String> differences(Transaction tx, Programme programme) {
        List<String> lines = new ArrayList<>();
        if (!Standings.isUpToDate(states.head(tx, programme.code()), programme)) {
            return List.of("nothing is kept by the rules of the programme");
        }
        Sums right = Sums.ofAllDimensions();
        List<UUID> page = dao.page(tx, programme.code(), Optional.empty(), Standings.BATCH);
        while (!page.isEmpty()) {
            List<Standing> standings = assessor.assess(tx, programme, dao.people(tx, programme.code(), page));
            compare(standings, dao.stored(tx, programme.code(), page), lines);
            right.add(standings.stream().map(Standing::asDelta).toList());
            page = dao.page(tx, programme.code(), Optional.of(page.get(page.size() - 1)), Standings.BATCH);
        }
        compare(right, kept(tx, programme), lines);
        return lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines;
    }

    private static void compare(List<Standing> right, Map<UUID, Standing> kept, List<String> lines) {
        for (Standing standing : right) {
            if (!standing.equals(kept.get(standing.participant()))) {
                lines.add("participant " + standing.participant() + " stands otherwise than is kept");
            }
        }
    }

    private static void compare(Sums right, Sums kept, List<String> lines) {
        right.byDimension()
                .forEach((dimension, counts) -> counts.differences(kept.counts(dimension))
                        .forEach(row -> lines.add("the sum by " + dimension + " differs: " + row)));
        if (right.rest().pending() != kept.rest().pending()) {
            lines.add("pending: " + kept.rest().pending() + " are kept, "
                    + right.rest().pending() + " is right");
        }
        if (right.rest().criticalFailed() != kept.rest().criticalFailed()) {
            lines.add("failed critical steps: " + kept.rest().criticalFailed() + " are kept, "
                    + right.rest().criticalFailed() + " is right");
        }
        if (!right.rest().forms().equals(kept.rest().forms())) {
            lines.add("the sums of the items of the chosen PREs differ");
        }
    }

    private Sums kept(Transaction tx, Programme programme) {
        Sums sums = Sums.ofAllDimensions();
        List<String> dimensions = new ArrayList<>(Groups.DIMENSIONS);
        dimensions.add(StateDao.REST);
        states.state(tx, programme.code(), dimensions).forEach(part -> Fold.add(sums, part));
        states.changes(tx, programme.code(), Integer.MAX_VALUE)
                .forEach(packed -> sums.add(Delta.unpack(packed.bytes())));
        return sums;
    }
}
