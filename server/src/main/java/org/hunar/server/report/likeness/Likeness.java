package org.hunar.server.report.likeness;

import java.util.Comparator;
import java.util.Map;
import java.util.UUID;

/**
 * Two entries that may be one person.
 *
 * @param one the one with the smaller id
 * @param evidence with the weight that it has here: of a name that many have, less
 * @param score how likely they are one, 0 to 1. What speaks for it takes doubt away, share by share, and what speaks against
 *     it takes belief away. It puts the pairs in order; it is no probability
 */
record Likeness(UUID one, UUID other, Map<Evidence, Double> evidence, double score) {
    /** Likeliest first; the rest makes the order total. */
    static final Comparator<Likeness> LIKELIEST_FIRST =
            Comparator.comparingDouble(Likeness::score).reversed().thenComparing(Likeness::pair);

    static Likeness of(UUID a, UUID b, Map<Evidence, Double> evidence) {
        boolean inOrder = a.toString().compareTo(b.toString()) < 0;
        return new Likeness(inOrder ? a : b, inOrder ? b : a, evidence, weigh(evidence));
    }

    /** Names the pair. */
    String pair() {
        return one + "/" + other;
    }

    private static double weigh(Map<Evidence, Double> evidence) {
        double doubt = 1;
        double belief = 1;
        for (double weight : evidence.values()) {
            doubt *= 1 - Math.max(0, weight);
            belief *= 1 + Math.min(0, weight);
        }
        return (1 - doubt) * belief;
    }
}
