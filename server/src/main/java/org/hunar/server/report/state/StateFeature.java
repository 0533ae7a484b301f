package org.hunar.server.report.state;

import org.hunar.server.assessment.Assessments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Database;

/** Builds what is kept for reports. */
public final class StateFeature {
    private final Standings standings;
    private final KeptState state;
    private final KeptPairs pairs;

    public StateFeature(Database database, Programmes programmes, Assessments assessments, Scores scores) {
        StandingDao dao = new StandingDao();
        StateDao states = new StateDao();
        Assessor assessor = new Assessor(dao, assessments, scores);
        this.pairs = new KeptPairs(new PairDao());
        this.standings = new Standings(dao, states, assessor, programmes);
        this.state = new KeptState(
                database,
                programmes,
                dao,
                states,
                standings,
                new Verification(dao, states, assessor),
                new OtherBases(dao, assessor));
    }

    /** To be told of what changes. */
    public Standings standings() {
        return standings;
    }

    /** What its figures are made of, person by person. */
    public KeptPairs pairs() {
        return pairs;
    }

    public KeptState state() {
        return state;
    }
}
