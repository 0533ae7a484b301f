package org.hunar.server.report;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.LikelyKnown;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.likeness.RosterLikeness;
import org.hunar.server.report.likeness.RosterVersion;
import org.hunar.server.report.pairing.PairingFeature;
import org.hunar.server.report.state.KeptPairs;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.report.state.Standings;
import org.hunar.server.report.state.StateFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Database;

/** Builds the reports and what serves them. */
public final class ReportFeature {
    private static final int SECONDS_BETWEEN_FOLDS = 5;

    private final StateFeature state;
    private final Reports reports;
    private final Portfolios portfolios;
    private final PairingFeature pairing;
    private final ItemReports itemReports;

    /** Tells of new people who of the roster they may be. */
    public static LikelyKnown likelyKnown() {
        return new RosterLikeness();
    }

    public ReportFeature(
            Database database,
            Programmes programmes,
            Instruments instruments,
            Assessments assessments,
            Scores scores,
            InstantSource clock) {
        this.state = new StateFeature(database, programmes, assessments, scores);
        this.reports = new Reports(database, programmes, instruments, state.state(), clock);
        this.portfolios = new Portfolios(database, programmes, state.state(), clock);
        this.itemReports = new ItemReports(
                database,
                programmes,
                instruments,
                state.state(),
                new ChosenSheets(state.state(), assessments, scores),
                clock);
        this.pairing = new PairingFeature(database, programmes);
    }

    public Reports reports() {
        return reports;
    }

    /** To be told of everything that changes how participants stand. */
    public Standings standings() {
        return state.standings();
    }

    /** What the figures are made of, person by person. */
    public KeptPairs pairs() {
        return state.pairs();
    }

    /** What reports are read from. */
    public KeptState state() {
        return state.state();
    }

    /**
     * Serves the reports; what they are read from is made first where it is missing.
     *
     * @param rosters tells whether they are as they were
     */
    public void register(JerseyEnvironment jersey, LifecycleEnvironment lifecycle, RosterVersion rosters) {
        KeptState kept = state.state();
        kept.ensureAll();
        lifecycle
                .scheduledExecutorService("reports", true)
                .build()
                .scheduleWithFixedDelay(
                        kept::foldOrLog, SECONDS_BETWEEN_FOLDS, SECONDS_BETWEEN_FOLDS, TimeUnit.SECONDS);
        jersey.register(new ReportResource(reports));
        jersey.register(new PortfolioResource(portfolios));
        // one thing at a time: each takes a processor for as long as there are people
        Executor background =
                lifecycle.executorService("reports-for-pages").maxThreads(1).build();
        pairing.register(jersey, rosters, background);
        jersey.register(new ItemReportResource(itemReports, new ItemReportMaker(itemReports, background)));
    }
}
