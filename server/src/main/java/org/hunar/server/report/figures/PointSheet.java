package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.assessment.Answer;
import org.hunar.model.scoring.Percent;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.Scorer;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.report.statistics.ScoredAssessment;

/**
 * The points of one assessment, item by item.
 *
 * @param points by item; absent when not administered, or a rating left blank or pending
 * @param answers by item; none when the items were scored elsewhere
 * @param scored the assessment with its percents
 */
record PointSheet(
        Attempt attempt, Map<String, BigDecimal> points, Map<String, Answer> answers, ScoredAssessment scored) {

    static PointSheet of(AnswerSheet sheet, Scorer scorer) {
        Map<String, BigDecimal> points = new LinkedHashMap<>();
        scorer.scoreItems(sheet.answers())
                .forEach((item, score) -> score.points().ifPresent(each -> points.put(item, each)));
        Score score = scorer.score(sheet.answers());
        Map<String, Optional<Double>> skills = new TreeMap<>();
        score.skills().forEach((skill, subScore) -> skills.put(skill, subScore.percent()));
        boolean rated = score.status() == ScoreStatus.COMPLETED;
        return new PointSheet(
                sheet.attempt(),
                points,
                sheet.answers(),
                assessment(sheet.attempt(), sheet.head(), rated, skills, score.total()));
    }

    /** A sheet whose items were scored elsewhere. */
    static PointSheet of(Attempt attempt, SheetHead head, Map<String, BigDecimal> points, Map<String, FormItem> items) {
        Map<String, BigDecimal> raw = new TreeMap<>();
        Map<String, BigDecimal> max = new TreeMap<>();
        points.forEach((code, each) -> {
            FormItem item = items.get(code);
            raw.merge(item.skill(), each, BigDecimal::add);
            max.merge(item.skill(), item.max(), BigDecimal::add);
        });
        Map<String, Optional<Double>> skills = new TreeMap<>();
        raw.forEach((skill, sum) -> skills.put(skill, Optional.of(Percent.of(sum, max.get(skill)))));
        SkillScore total = raw.isEmpty()
                ? SkillScore.NONE
                : new SkillScore(
                        raw.values().stream().reduce(BigDecimal::add),
                        max.values().stream().reduce(BigDecimal::add));
        return new PointSheet(attempt, points, Map.of(), assessment(attempt, head, true, skills, total));
    }

    private static ScoredAssessment assessment(
            Attempt attempt, SheetHead head, boolean rated, Map<String, Optional<Double>> skills, SkillScore total) {
        return new ScoredAssessment(
                attempt.person(),
                head.group(),
                attempt.phase(),
                attempt.number(),
                head.completedAt(),
                head.completed() && rated,
                skills,
                total.percent());
    }
}
