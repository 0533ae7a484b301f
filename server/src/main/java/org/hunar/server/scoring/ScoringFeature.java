package org.hunar.server.scoring;

import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;

/** Builds the scores, which are to be told of changed assessments and keys. */
public final class ScoringFeature {
    private final Scores scores;

    public ScoringFeature(Programmes programmes, Instruments instruments, Assessments assessments) {
        this.scores = new Scores(new ScoreDao(), programmes, instruments, assessments);
    }

    public Scores scores() {
        return scores;
    }

    /** Shows scores with their assessments. */
    public AssessmentDetail detail() {
        return new ScoreDetail(scores);
    }
}
