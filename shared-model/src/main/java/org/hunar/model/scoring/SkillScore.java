package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Points of one skill, or of all. Both absent when there is no score: too few ratings answered, nothing scored, or a
 * rating pending.
 *
 * @param raw points earned
 * @param max points obtainable, above 0
 */
public record SkillScore(Optional<BigDecimal> raw, Optional<BigDecimal> max) {
    /** No score. */
    public static final SkillScore NONE = new SkillScore(Optional.empty(), Optional.empty());

    static SkillScore of(BigDecimal raw, BigDecimal max) {
        return max.signum() == 0 ? NONE : new SkillScore(Optional.of(raw), Optional.of(max));
    }

    public boolean isPresent() {
        return raw.isPresent();
    }

    /** 100 raw / max, if there is a score. */
    public Optional<Double> percent() {
        return raw.map(points -> Percent.of(points, max.get()));
    }

    /** {@code {raw, max, percent}}, each null when there is no score. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("raw", raw.orElse(null));
        json.put("max", max.orElse(null));
        json.put("percent", percent().orElse(null));
        return json;
    }
}
