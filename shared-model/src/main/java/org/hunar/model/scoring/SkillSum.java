package org.hunar.model.scoring;

import java.math.BigDecimal;
import org.hunar.model.instrument.ItemType;

/** Adds up the items of one skill, and the ratings among them for the half rule. */
final class SkillSum {
    private BigDecimal raw = BigDecimal.ZERO;
    private BigDecimal max = BigDecimal.ZERO;
    private BigDecimal ratingsAsked = BigDecimal.ZERO;
    private BigDecimal ratingsAnswered = BigDecimal.ZERO;

    void add(ScoredItem item, ItemScore score) {
        BigDecimal used = score.points().isPresent() ? item.weight() : BigDecimal.ZERO;
        raw = raw.add(score.points().orElse(BigDecimal.ZERO));
        max = max.add(used);
        if (item.type() == ItemType.RATING) {
            ratingsAsked = ratingsAsked.add(item.weight());
            ratingsAnswered = ratingsAnswered.add(used);
        }
    }

    SkillScore score(ScoringRules rules) {
        boolean tooFewRatings = ratingsAnswered.compareTo(ratingsAsked.multiply(rules.minAnsweredShare())) < 0;
        return tooFewRatings ? SkillScore.NONE : SkillScore.of(raw, max);
    }
}
