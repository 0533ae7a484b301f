package org.hunar.model.scoring;

import java.math.BigDecimal;
import org.hunar.model.programme.Programme;

/**
 * The settings of scoring.
 *
 * @param minAnsweredShare least share, by weight, of the administered ratings of a skill that must be answered for the
 *     skill to have a score ("half rule"); 0 to 1
 */
public record ScoringRules(BigDecimal minAnsweredShare) {
    /** Half of the ratings. */
    public static final ScoringRules STANDARD = new ScoringRules(new BigDecimal("0.5"));

    public static ScoringRules of(Programme programme) {
        return new ScoringRules(programme.minAnsweredShare());
    }
}
