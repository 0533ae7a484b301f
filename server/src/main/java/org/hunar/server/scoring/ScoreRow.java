package org.hunar.server.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;

/**
 * One row of {@code scores}: the whole of an assessment, or one skill of it.
 *
 * @param scale {@value #TOTAL} for the whole, or a skill
 * @param points null when there is no score
 * @param maxPoints null when there is no score
 * @param counts of the items; null on the rows of skills
 */
record ScoreRow(
        String programme,
        UUID assessment,
        String scale,
        ScoreStatus status,
        BigDecimal points,
        BigDecimal maxPoints,
        int keyVersion,
        Counts counts) {
    static final String TOTAL = "*";

    /** How the items of an assessment were answered, as {@link Score} counts them, and which critical ones failed. */
    record Counts(
            int administered,
            int answered,
            int unanswered,
            int correct,
            int partial,
            int wrong,
            List<String> criticalFailed) {
        static Counts of(Score score) {
            return new Counts(
                    score.administered(),
                    score.answered(),
                    score.unanswered(),
                    score.correct(),
                    score.partial(),
                    score.wrong(),
                    score.criticalFailed());
        }
    }

    /** The rows of one assessment, the whole first. */
    static Stream<ScoreRow> of(AssessmentScore scored) {
        List<ScoreRow> rows = new ArrayList<>();
        rows.add(row(scored, TOTAL, scored.score().total(), Counts.of(scored.score())));
        scored.score().skills().forEach((skill, points) -> rows.add(row(scored, skill, points, null)));
        return rows.stream();
    }

    /** Puts the rows of one assessment together again; {@link #of} backwards. */
    static AssessmentScore toScore(List<ScoreRow> rows) {
        ScoreRow total = null;
        Map<String, SkillScore> skills = new TreeMap<>();
        for (ScoreRow row : rows) {
            if (row.scale.equals(TOTAL)) {
                total = row;
            } else {
                skills.put(row.scale, row.skillScore());
            }
        }
        Counts counts = total.counts;
        Score score = new Score(
                total.status,
                total.skillScore(),
                counts.administered,
                counts.answered,
                counts.unanswered,
                counts.correct,
                counts.partial,
                counts.wrong,
                skills,
                counts.criticalFailed);
        return new AssessmentScore(
                new ProgrammeId(total.programme), new AssessmentId(total.assessment), total.keyVersion, score);
    }

    private static ScoreRow row(AssessmentScore scored, String scale, SkillScore score, Counts counts) {
        return new ScoreRow(
                scored.programme().value(),
                scored.assessment().value(),
                scale,
                scored.score().status(),
                score.raw().orElse(null),
                score.max().orElse(null),
                scored.keyVersion(),
                counts);
    }

    private SkillScore skillScore() {
        return new SkillScore(Optional.ofNullable(points), Optional.ofNullable(maxPoints));
    }
}
