package org.hunar.model.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
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
        Map<String, SkillScore> skills) {
    public Score {
        skills = Collections.unmodifiableMap(new TreeMap<>(skills));
    }

    /** {@code {status, raw, max, percent, administered, …, skills: {skill: {raw, max, percent}}}}. */
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
        return json;
    }
}
