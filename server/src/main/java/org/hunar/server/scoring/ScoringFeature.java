package org.hunar.server.scoring;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.KeyListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** Builds the scores, which are to be told of changed assessments and keys. */
public final class ScoringFeature {
    private final Programmes programmes;
    private final Assessments assessments;
    private final Scores scores;

    public ScoringFeature(Programmes programmes, Instruments instruments, Assessments assessments) {
        this.programmes = programmes;
        this.assessments = assessments;
        this.scores = new Scores(new ScoreDao(), programmes, instruments, assessments);
    }

    public Scores scores() {
        return scores;
    }

    /** Shows scores with their assessments. */
    public AssessmentDetail detail() {
        return new ScoreDetail(scores, programmes);
    }

    /**
     * Serves the scoring runs.
     *
     * @param scored scores the assessments of which it is told, and tells those who follow scores
     * @return what carries corrected keys through the scores
     */
    public KeyListener register(
            JerseyEnvironment jersey, Database database, AssessmentListener scored, InstantSource clock) {
        Rescoring rescoring = new Rescoring(database, programmes, assessments, scored, clock, Rescoring.BATCH);
        jersey.register(new ScoringRunResource(rescoring));
        return rescoring;
    }
}
