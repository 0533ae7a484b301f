package org.hunar.server.report.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.programme.AttemptPolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.SkillId;
import org.hunar.model.scoring.Bands;

/**
 * What a programme decides about its report.
 *
 * @param prePolicy which eligible PRE attempt counts
 * @param postPolicy which eligible POST attempt counts
 * @param trainingStart a PRE completed at or after it is not eligible
 * @param trainingEnd a POST completed before it is not eligible
 * @param bands cut scores, their labels and the mastery cut
 * @param rciReliability reliability r_xx for the reliable change index, 0 to 1
 * @param referenceGroup group with which the others are compared; the first by name when absent
 * @param defaultTarget percent to be reached, where the skill has no target of its own
 * @param targets percent to be reached, by skill
 * @param weights weight of a skill's gap in the priorities; 1 where absent
 */
public record ReportSettings(
        AttemptPolicy prePolicy,
        AttemptPolicy postPolicy,
        Optional<Instant> trainingStart,
        Optional<Instant> trainingEnd,
        Bands bands,
        Optional<Double> rciReliability,
        Optional<String> referenceGroup,
        double defaultTarget,
        Map<String, Double> targets,
        Map<String, Double> weights) {

    /** Where a programme sets no target, nothing less than everything is enough. */
    public static final double FULL_TARGET = 100;

    public ReportSettings {
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
        weights = Collections.unmodifiableMap(new TreeMap<>(weights));
    }

    public static ReportSettings of(Programme programme) {
        return new ReportSettings(
                programme.prePolicy(),
                programme.postPolicy(),
                programme.trainingStart(),
                programme.trainingEnd(),
                Bands.of(programme),
                programme.rciReliability().map(BigDecimal::doubleValue),
                Optional.empty(),
                FULL_TARGET,
                bySkillName(programme.target()),
                bySkillName(programme.weights()));
    }

    public double target(String skill) {
        return targets.getOrDefault(skill, defaultTarget);
    }

    public double weight(String skill) {
        return weights.getOrDefault(skill, 1.0);
    }

    /** Whether an assessment completed then may be a baseline, or a result: a PRE before the training, a POST after it. */
    public boolean isInWindow(Phase phase, Instant completed) {
        return phase == Phase.PRE
                ? trainingStart.map(completed::isBefore).orElse(true)
                : trainingEnd.map(end -> !completed.isBefore(end)).orElse(true);
    }

    private static Map<String, Double> bySkillName(Map<SkillId, BigDecimal> values) {
        Map<String, Double> byName = new TreeMap<>();
        values.forEach((skill, value) -> byName.put(skill.value(), value.doubleValue()));
        return byName;
    }
}
