package org.hunar.server.scoring;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Bands;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Transaction;

/**
 * Shows the score with its assessment, and the band and mastery that it means in its programme. {@code failed} says whether
 * a critical step was failed: {@code critical_failed} names which.
 */
final class ScoreDetail implements AssessmentDetail {
    private final Scores scores;
    private final Programmes programmes;

    ScoreDetail(Scores scores, Programmes programmes) {
        this.scores = scores;
        this.programmes = programmes;
    }

    @Override
    public String name() {
        return "score";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        Map<AssessmentId, Map<String, Object>> shown = new LinkedHashMap<>();
        Map<ProgrammeId, Bands> bands = new HashMap<>();
        scores.find(tx, records)
                .forEach((id, score) -> shown.put(
                        id,
                        json(
                                score,
                                bands.computeIfAbsent(
                                        score.programme(), code -> Bands.of(programmes.require(tx, code))))));
        return shown;
    }

    private static Map<String, Object> json(AssessmentScore score, Bands bands) {
        Map<String, Object> json = new LinkedHashMap<>(score.toJson());
        json.put("failed", score.score().isFailed());
        json.put("band", bands.band(score.score()).orElse(null));
        json.put("mastered", bands.mastered(score.score()).orElse(null));
        return json;
    }
}
