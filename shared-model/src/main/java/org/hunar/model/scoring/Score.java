package org.hunar.model.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one assessment is worth.
 *
 * @param total sum of the points of the skills; none when one of them has no score
 * @param administered items of the form that are scored
 * @param answered of these, not left blank
 * @param unanswered of these, left blank
 * @param correct keyed items with all their points
 * @param partial keyed items with some of their points
 * @param wrong keyed items answered and without points
 * @param skills sub-scores by skill, of the skills with an administered item, in the order of their names
 * @param criticalFailed codes of the critical items administered that did not earn all their points, in the order of the
 *     form: with one of them the assessment is failed, whatever its points; none while a rating is pending
 */
public record Score(
        ScoreStatus status,
        SkillScore total,
        int administered,
        int answered,
        int unanswered,
        int correct,
        int partial,
        int wrong,
        Map<String, SkillScore> skills,
        List<String> criticalFailed) {
    public Score {
        criticalFailed = List.copyOf(criticalFailed);
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }

    /** Whether a critical step was failed. */
    public boolean isFailed() {
        return !criticalFailed.isEmpty();
    }

    /** {@code {status, raw, max, percent, administered, …, skills: {skill: {raw, max, percent}}, critical_failed}}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", status.name());
        json.putAll(total.toJson());
        json.put("administered", administered);
        json.put("answered", answered);
        json.put("unanswered", unanswered);
        json.put("correct", correct);
        json.put("partial", partial);
        json.put("wrong", wrong);
        Map<String, Object> subScores = new LinkedHashMap<>();
        skills.forEach((skill, score) -> subScores.put(skill, score.toJson()));
        json.put("skills", subScores);
        json.put("critical_failed", criticalFailed);
        return json;
    }
}
