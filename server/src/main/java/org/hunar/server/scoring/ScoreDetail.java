package org.hunar.server.scoring;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.storage.Transaction;

/** Shows the score with its assessment. */
final class ScoreDetail implements AssessmentDetail {
    private final Scores scores;

    ScoreDetail(Scores scores) {
        this.scores = scores;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        Map<AssessmentId, Map<String, Object>> shown = new LinkedHashMap<>();
        scores.find(tx, records).forEach((id, score) -> shown.put(id, score.toJson()));
        return shown;
    }
}
