package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.List;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.StateFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;

/** What is kept for the report is what all assessments and scores say. */
final class ReportCheck {
    private final SharedStore store;

    ReportCheck(SharedStore store) {
        this.store = store;
    }

    void run() {
        Programmes programmes = new Programmes();
        Assessments assessments = new AssessmentFeature().assessments();
        Scores scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();
        StateFeature feature = new StateFeature(store.database(), programmes, assessments, scores);
        List<String> differences = feature.state().verify(new ProgrammeId(Cluster.PROGRAMME));
        require(differences.isEmpty(), "report", "what is kept for the report is wrong: %s", differences);
    }
}
