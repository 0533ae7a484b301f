package org.hunar.model.scoring;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.Programme;

/**
 * Proficiency bands and mastery. A cut score belongs to the band above it.
 *
 * @param cuts cut scores in percent, rising; may be empty
 * @param labels one more than cuts, lowest first; empty when there are no cuts
 * @param mastery percent from which on the skill counts as mastered
 */
public record Bands(List<BigDecimal> cuts, List<String> labels, Optional<BigDecimal> mastery) {
    public Bands {
        cuts = List.copyOf(cuts);
        labels = cuts.isEmpty() || !labels.isEmpty() ? List.copyOf(labels) : numbered(cuts.size() + 1);
        if (!cuts.isEmpty() && labels.size() != cuts.size() + 1) {
            throw new IllegalArgumentException(cuts.size() + " cuts need " + (cuts.size() + 1) + " bands");
        }
    }

    public static Bands of(Programme programme) {
        return new Bands(programme.cuts(), programme.bands(), programme.mastery());
    }

    /** Number of cuts reached: 0 is the lowest band. */
    public int level(double percent) {
        int level = 0;
        for (BigDecimal cut : cuts) {
            if (Percent.key9(percent) >= Percent.key9(cut.doubleValue())) {
                level++;
            }
        }
        return level;
    }

    /** Label of the band; none when the programme has no cuts. */
    public Optional<String> band(double percent) {
        return cuts.isEmpty() ? Optional.empty() : Optional.of(labels.get(level(percent)));
    }

    /** Whether the mastery cut is reached; none when the programme has no such cut. */
    public Optional<Boolean> mastered(double percent) {
        return mastery.map(cut -> Percent.key9(percent) >= Percent.key9(cut.doubleValue()));
    }

    /** Number of cuts that an assessment reached, 0 when it failed a critical step; none without a score. */
    public Optional<Integer> level(Score score) {
        return score.total().percent().map(percent -> score.isFailed() ? 0 : level(percent));
    }

    /** Label of {@link #level(Score)}; none when the programme has no cuts. */
    public Optional<String> band(Score score) {
        return cuts.isEmpty() ? Optional.empty() : level(score).map(labels::get);
    }

    /** Whether an assessment reached the mastery cut and failed no critical step; none without score or cut. */
    public Optional<Boolean> mastered(Score score) {
        return score.total().percent().flatMap(this::mastered).map(reached -> reached && !score.isFailed());
    }

    private static List<String> numbered(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(String.valueOf(i));
        }
        return names;
    }
}
