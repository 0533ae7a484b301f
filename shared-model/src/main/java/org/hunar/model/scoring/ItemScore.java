package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What one administered item is worth.
 *
 * @param state how it was answered
 * @param points earned, 0 to the item's weight; absent when the item is left out of points and maximum, or pending
 */
public record ItemScore(State state, Optional<BigDecimal> points) {
    /** How an administered item was answered. */
    public enum State {
        /** A keyed item with all its points. */
        CORRECT,
        /** A keyed item with some of its points. */
        PARTIAL,
        /** A keyed item answered and without points. */
        WRONG,
        /** A rated item with its rating. */
        RATED,
        /** Left blank. */
        UNANSWERED,
        /** A free text that waits for its rating. */
        PENDING
    }

    static ItemScore of(ScoredItem item, Fraction fraction) {
        State state = State.RATED;
        if (item.isKeyed()) {
            state = fraction.isOne() ? State.CORRECT : fraction.isZero() ? State.WRONG : State.PARTIAL;
        }
        return new ItemScore(state, Optional.of(fraction.points(item.weight())));
    }

    boolean hasAllPointsOf(ScoredItem item) {
        return points.isPresent() && points.get().compareTo(item.weight()) == 0;
    }

    static ItemScore without(State state) {
        return new ItemScore(state, Optional.empty());
    }
}
