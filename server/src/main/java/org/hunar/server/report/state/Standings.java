package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.LatePolicy;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.ScoringRulesListener;
import org.hunar.server.report.state.StandingDao.Person;
import org.hunar.server.storage.Transaction;

/**
 * Keeps how each participant stands, and notes what that changes in the sums. It is told of changes in their
 * transactions: a push shares the programme with other pushes, whose people are others; whatever changes many people at
 * once has the programme for itself.
 */
public final class Standings implements AssessmentListener, ProgrammeListener, ScoringRulesListener {
    /** People looked at in one go. */
    static final int BATCH = 500;

    private static final int PAGES_A_FOLD = 20;

    private final StandingDao dao;
    private final StateDao states;
    private final Assessor assessor;
    private final Programmes programmes;
    private final Backlog backlog = new Backlog();

    Standings(StandingDao dao, StateDao states, Assessor assessor, Programmes programmes) {
        this.dao = dao;
        this.states = states;
        this.assessor = assessor;
        this.programmes = programmes;
    }

    /**
     * These people, or assessments of theirs, were changed in a push that keeps other pushes away from them. The number of
     * statements does not depend on theirs.
     */
    public void pushed(Transaction tx, ProgrammeId programme, Collection<ParticipantId> people) {
        // keeps bulk changes of the programme away; those who only do the same do not wait for each other
        Programme shared = programmes.requireToScore(tx, programme);
        update(tx, shared, people.stream().map(ParticipantId::value).toList());
    }

    /** These assessments were scored anew, other than in a push. */
    @Override
    public void changed(Transaction tx, List<AssessmentRecord> records) {
        Map<ProgrammeId, Set<UUID>> people = new TreeMap<>();
        records.forEach(record -> people.computeIfAbsent(record.programme(), one -> new TreeSet<>())
                .add(record.participant().value()));
        people.forEach((programme, ids) -> {
            states.own(tx, programme);
            update(tx, programme, ids);
        });
    }

    /**
     * A programme may choose other attempts from now on, a cohort may close at another time, and what waited for its
     * instrument has a score.
     */
    @Override
    public void changed(Transaction tx, Change change) {
        if (change.entity().equals("programme")) {
            states.own(tx, change.programme());
            update(tx, change.programme(), List.of());
        } else if (change.entity().equals("cohort") && dependOnClosing(tx, change.programme())) {
            states.own(tx, change.programme());
            update(tx, change.programme(), dao.ofCohort(tx, change.programme(), new CohortId(change.id())));
        } else if (change.entity().equals("instrument")) {
            states.own(tx, change.programme());
            InstrumentVersion version = InstrumentVersion.parse(change.id());
            update(tx, change.programme(), dao.ofInstrument(tx, change.programme(), version));
        }
    }

    @Override
    public void rulesChanged(Transaction tx, ProgrammeId programme) {
        rebuild(tx, programme);
    }

    /** Makes everything anew that is kept of a programme. */
    void rebuild(Transaction tx, ProgrammeId code) {
        states.own(tx, code);
        Programme programme = programmes.require(tx, code);
        states.restart(tx, code, rules(programme));
        Fold fold = new Fold(states);
        Sums sums = Sums.ofAllDimensions();
        int pages = 0;
        List<UUID> page = dao.page(tx, code, Optional.empty(), BATCH);
        while (!page.isEmpty()) {
            List<Standing> standings = assessor.assess(tx, programme, dao.people(tx, code, page));
            dao.store(tx, code, standings);
            sums.add(standings.stream().map(Standing::asDelta).toList());
            page = dao.page(tx, code, Optional.of(page.get(page.size() - 1)), BATCH);
            pages++;
            if (pages % PAGES_A_FOLD == 0 || page.isEmpty()) {
                fold.add(tx, code, sums);
                sums = Sums.ofAllDimensions();
            }
        }
    }

    Backlog backlog() {
        return backlog;
    }

    /** Whether what is kept was made by the rules that hold. */
    static boolean isUpToDate(KeptState.Head head, Programme programme) {
        return head.rules().equals(Optional.of(rules(programme)));
    }

    private void update(Transaction tx, ProgrammeId code, Collection<UUID> people) {
        update(tx, programmes.require(tx, code), people);
    }

    private void update(Transaction tx, Programme programme, Collection<UUID> people) {
        if (!states.rules(tx, programme.code()).equals(Optional.of(rules(programme)))) {
            rebuild(tx, programme.code());
            return;
        }
        List<UUID> ids = people.stream().distinct().toList();
        for (int from = 0; from < ids.size(); from += BATCH) {
            updateBatch(tx, programme, ids.subList(from, Math.min(ids.size(), from + BATCH)));
        }
    }

    private void updateBatch(Transaction tx, Programme programme, List<UUID> ids) {
        List<Person> people = dao.people(tx, programme.code(), ids);
        Map<UUID, Person> before = new HashMap<>();
        people.forEach(person -> before.put(person.id(), person));
        List<Standing> standings = assessor.assess(tx, programme, people);
        dao.store(tx, programme.code(), standings);
        List<Delta> deltas = new ArrayList<>();
        for (Standing standing : standings) {
            var gone = before.get(standing.participant()).kept();
            if (!gone.equals(Optional.of(standing.asDelta()))) {
                gone.ifPresent(kept -> deltas.add(kept.negated()));
                deltas.add(standing.asDelta());
            }
        }
        List<byte[]> packed = Delta.pack(deltas);
        states.append(tx, programme.code(), packed);
        packed.forEach(part -> backlog.grew(part.length));
    }

    private boolean dependOnClosing(Transaction tx, ProgrammeId programme) {
        return programmes.require(tx, programme).latePolicy() != LatePolicy.COUNT;
    }

    /** Those settings by which attempts are chosen, and whether the items of the chosen PREs are wanted. */
    private static String rules(Programme programme) {
        return String.join(
                " ",
                programme.prePolicy().name(),
                programme.postPolicy().name(),
                programme.latePolicy().name(),
                programme.trainingStart().map(Object::toString).orElse("-"),
                programme.trainingEnd().map(Object::toString).orElse("-"),
                Assessor.wantsItems(programme) ? "ITEMS" : "-");
    }
}
