package org.hunar.server.report.state;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.statistics.FormSums;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what is kept of a programme, and folds what waits to be folded. */
public final class KeptState {
    private static final Logger LOG = LoggerFactory.getLogger(KeptState.class);

    private final Database database;
    private final Programmes programmes;
    private final StandingDao people;
    private final StateDao dao;
    private final Standings standings;
    private final Verification verification;
    private final OtherBases others;

    KeptState(
            Database database,
            Programmes programmes,
            StandingDao people,
            StateDao dao,
            Standings standings,
            Verification verification,
            OtherBases others) {
        this.database = database;
        this.programmes = programmes;
        this.people = people;
        this.dao = dao;
        this.standings = standings;
        this.verification = verification;
        this.others = others;
    }

    /**
     * What a report is made of.
     *
     * @param enrolled people on the roster
     * @param pending attempts that wait for a rating
     * @param criticalFailed people who failed a critical step in the chosen POST
     * @param forms the items of the chosen PREs; empty when the programme names a reliability
     */
    public record Kept(ReportCounts counts, long enrolled, long pending, long criticalFailed, FormSums forms) {}

    /** Whose attempt it is, and to which group the person belongs. */
    public record Chosen(String participant, String group) {}

    /**
     * The chosen attempts of a phase.
     *
     * @param dimension by which people are grouped, such as {@code province}
     */
    public Map<AssessmentId, Chosen> chosen(Transaction tx, ProgrammeId programme, Phase phase, String dimension) {
        return people.chosen(tx, programme, phase, dimension);
    }

    /** As {@link #chosen}, on another basis: a policy may choose by the score. */
    public Map<AssessmentId, Chosen> chosenBy(
            Transaction tx, Programme programme, Phase phase, String dimension, Basis basis) {
        return others.chosen(tx, programme, phase, dimension, basis);
    }

    /**
     * Of which data a report would speak now.
     *
     * @param version rises with every change of it
     * @param rules by which attempts were chosen; empty when nothing is kept of the programme
     */
    public record Head(long version, Optional<String> rules) {}

    /** Of which data a report would speak now; far cheaper than {@link #read}. */
    public Head head(Transaction tx, ProgrammeId programme) {
        return dao.head(tx, programme);
    }

    /** As {@link #head}, of several. */
    public Map<ProgrammeId, Head> heads(Transaction tx, Collection<ProgrammeId> programmes) {
        return dao.heads(tx, programmes);
    }

    /**
     * Adds up what is kept and what waits to be folded, as of one snapshot.
     *
     * @param head read in the same snapshot
     * @param dimension by which people are grouped, such as {@code province}
     * @return empty when what is kept was made by other rules than those of the programme, or never made: {@link #ensure}
     */
    public Optional<Kept> read(Transaction tx, Programme programme, Head head, Optional<String> dimension) {
        if (!Standings.isUpToDate(head, programme)) {
            return Optional.empty();
        }
        String wanted = dimension.orElse(Groups.UNDIVIDED);
        Sums sums = new Sums(Set.of(wanted));
        dao.state(tx, programme.code(), List.of(wanted, StateDao.REST)).forEach(part -> Fold.add(sums, part));
        dao.changes(tx, programme.code(), Integer.MAX_VALUE).forEach(packed -> sums.add(Delta.unpack(packed.bytes())));
        return Optional.of(kept(sums, wanted));
    }

    /** As {@link #read}, on another basis; computed from all assessments, so it takes as long as there are people. */
    public Kept readBy(Transaction tx, Programme programme, Optional<String> dimension, Basis basis) {
        String wanted = dimension.orElse(Groups.UNDIVIDED);
        return kept(others.sums(tx, programme, wanted, basis), wanted);
    }

    private static Kept kept(Sums sums, String dimension) {
        GroupCounts counts = sums.counts(dimension);
        return new Kept(
                counts.toReportCounts(),
                counts.people(),
                sums.rest().pending(),
                sums.rest().criticalFailed(),
                sums.rest().forms());
    }

    /**
     * Makes anew what is kept of a programme, if it was not made by the rules that hold.
     *
     * @throws org.hunar.server.http.ProblemException 404 if there is no such programme
     */
    public void ensure(ProgrammeId code) {
        boolean upToDate =
                database.inSnapshot(tx -> Standings.isUpToDate(dao.head(tx, code), programmes.require(tx, code)));
        if (!upToDate) {
            make(code);
        }
    }

    private void make(ProgrammeId code) {
        database.inTransaction(tx -> {
            dao.own(tx, code);
            if (!Standings.isUpToDate(dao.head(tx, code), programmes.require(tx, code))) {
                standings.rebuild(tx, code);
            }
            return null;
        });
    }

    /** Makes what is kept of programmes that were there before anything was kept; at a start. */
    public void ensureAll() {
        for (ProgrammeId programme : database.inSnapshot(dao::missing)) {
            LOG.info("the report of {} is prepared from all its scores", programme);
            ensure(programme);
        }
    }

    /** All programmes, by code. */
    public List<ProgrammeId> programmes() {
        return database.inSnapshot(dao::programmes);
    }

    /**
     * Compares what is kept of a programme with one computed from all assessments and scores, in one snapshot.
     *
     * @return a line for each difference; none when what is kept is right
     */
    public List<String> verify(ProgrammeId programme) {
        return database.inSnapshot(tx -> verification.differences(tx, programmes.require(tx, programme)));
    }

    /** Makes what is kept of a programme anew from all assessments and scores; pushes of it wait. */
    public void rebuild(ProgrammeId programme) {
        database.inTransaction(tx -> {
            standings.rebuild(tx, programme);
            return null;
        });
    }

    /**
     * Folds where much waits, if this node has added to it; a failure is told to the administrator, and the next time
     * tries again.
     */
    public void foldOrLog() {
        if (!standings.backlog().isTimeToLook()) {
            return;
        }
        try {
            database.inSnapshot(dao::waiting).stream()
                    .filter(Backlog::isMuch)
                    .forEach(waiting -> fold(waiting.programme()));
        } catch (RuntimeException e) {
            LOG.error("changes could not be folded into the report; it stays right, and gets slower", e);
        }
    }

    /** Folds what waits of a programme, unless another node does. */
    public void fold(ProgrammeId programme) {
        database.inTransaction(tx -> {
            new Fold(dao).fold(tx, programme);
            return null;
        });
    }
}
