package org.hunar.server.report.figures;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.Scorer;

/** The score of every assessment, under {@code <participant>:<phase>:<attempt>}. */
final class ScoresSection implements Section {
    @Override
    public Map<String, Object> compute(CaseData data) {
        Bands bands = data.settings().report().bands();
        Scorer scorer = data.scorer();
        Map<String, Object> scores = new LinkedHashMap<>();
        for (AnswerSheet sheet : data.answerSheets()) {
            Score score = scorer.score(sheet.answers());
            Map<String, Object> json = new LinkedHashMap<>(score.toJson());
            json.put("band", bands.band(score).orElse(null));
            json.put("mastered", bands.mastered(score).orElse(null));
            scores.put(sheet.attempt().toString(), json);
        }
        return scores;
    }
}
