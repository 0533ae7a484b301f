package org.hunar.server.scoring;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.SkillScore;

/**
 * The score of one assessment, pinned to the key that gave it.
 *
 * @param keyVersion version of the scoring key, from 1
 */
public record AssessmentScore(ProgrammeId programme, AssessmentId assessment, int keyVersion, Score score) {

    static Map<AssessmentId, AssessmentScore> byAssessment(Collection<AssessmentScore> scores) {
        return scores.stream().collect(Collectors.toMap(AssessmentScore::assessment, Function.identity()));
    }

    /** Whether total and skills have the same points out of the same maximum, and the same failed; null for none. */
    static boolean samePoints(AssessmentScore one, AssessmentScore other) {
        return one == null || other == null ? one == other : one.hasPointsOf(other);
    }

    /** Whether the totals fall into the same band; null for none. */
    static boolean sameLevel(AssessmentScore one, AssessmentScore other, Bands bands) {
        return level(one, bands).equals(level(other, bands));
    }

    private boolean hasPointsOf(AssessmentScore other) {
        Map<String, SkillScore> others = other.score.skills();
        return score.criticalFailed().equals(other.score.criticalFailed())
                && samePoints(score.total(), other.score.total())
                && score.skills().keySet().equals(others.keySet())
                && score.skills().entrySet().stream()
                        .allMatch(skill -> samePoints(skill.getValue(), others.get(skill.getKey())));
    }

    private static Optional<Integer> level(AssessmentScore score, Bands bands) {
        return Optional.ofNullable(score).flatMap(each -> bands.level(each.score));
    }

    /** The fields of the score and {@code key_version}. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(score.toJson());
        json.put("key_version", keyVersion);
        return json;
    }

    private static boolean samePoints(SkillScore one, SkillScore other) {
        return equal(one.raw(), other.raw()) && equal(one.max(), other.max());
    }

    /** By value: 5.50 points are 5.5 points. */
    private static boolean equal(Optional<BigDecimal> one, Optional<BigDecimal> other) {
        return one.isPresent() && other.isPresent()
                ? one.get().compareTo(other.get()) == 0
                : one.isPresent() == other.isPresent();
    }
}
