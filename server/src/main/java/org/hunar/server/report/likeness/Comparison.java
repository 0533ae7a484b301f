package org.hunar.server.report.likeness;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Compares two entries, field by field. */
final class Comparison {
    /** Jaro–Winkler from which two spellings may well be one name, and under which they hardly are (Winkler 1990). */
    private static final double SIMILAR = 0.92;

    private static final double DIFFERENT = 0.75;

    /** How many may share a name until it says half as much. */
    private static final double COMMON = 5;

    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private final ToIntFunction<NameForm> bearers;

    /** @param bearers how many of the roster have a name */
    Comparison(ToIntFunction<NameForm> bearers) {
        this.bearers = bearers;
    }

    Likeness compare(Entry a, Entry b) {
        Map<Evidence, Double> evidence = new EnumMap<>(Evidence.class);
        both(evidence, a, b, Entry::nationalId, Evidence.SAME_NATIONAL_ID, Optional.of(Evidence.DIFFERENT_NATIONAL_ID));
        both(evidence, a, b, Entry::number, Evidence.SAME_NUMBER, Optional.empty());
        both(evidence, a, b, Entry::phone, Evidence.SAME_PHONE, Optional.empty());
        both(evidence, a, b, Entry::birthYear, Evidence.SAME_BIRTH_YEAR, Optional.of(Evidence.DIFFERENT_BIRTH_YEAR));
        both(evidence, a, b, Entry::organisation, Evidence.SAME_ORGANISATION, Optional.empty());
        both(evidence, a, b, Entry::cohort, Evidence.SAME_COHORT, Optional.empty());
        if (a.gender().isPresent() && b.gender().isPresent() && !a.gender().equals(b.gender())) {
            evidence.put(Evidence.DIFFERENT_GENDER, Evidence.DIFFERENT_GENDER.weight());
        }
        names(evidence, a, b);
        if (a.isOtherHalfOf(b)) {
            evidence.put(Evidence.PRE_BESIDE_POST, Evidence.PRE_BESIDE_POST.weight());
        }
        return Likeness.of(a.id(), b.id(), evidence);
    }

    private static void both(
            Map<Evidence, Double> evidence,
            Entry a,
            Entry b,
            Function<Entry, Optional<String>> field,
            Evidence same,
            Optional<Evidence> different) {
        Optional<String> one = field.apply(a);
        Optional<String> other = field.apply(b);
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        if (!one.equals(other)) {
            different.ifPresent(against -> evidence.put(against, against.weight()));
        } else {
            evidence.put(same, same.weight());
        }
    }

    private void names(Map<Evidence, Double> evidence, Entry a, Entry b) {
        double nearest = -1;
        boolean sameSound = false;
        boolean partOf = false;
        for (NameForm one : a.names()) {
            for (NameForm other : b.names()) {
                if (one.latin() == other.latin()) {
                    nearest = Math.max(nearest, similarity(one.plain(), other.plain()));
                }
                sameSound |= !one.skeleton().isEmpty() && one.skeleton().equals(other.skeleton());
                partOf |= one.isPartOf(other) || other.isPartOf(one);
            }
        }
        if (a.names().isEmpty() || b.names().isEmpty()) {
            return;
        }
        if (nearest == 1) {
            name(evidence, Evidence.SAME_NAME, a, b);
        } else if (nearest >= SIMILAR || nearest >= 0 && sameSound) {
            name(evidence, Evidence.SIMILAR_NAME, a, b);
        } else if (sameSound) {
            name(evidence, Evidence.SAME_NAME_IN_ANOTHER_SCRIPT, a, b);
        } else if (nearest < DIFFERENT && !partOf) {
            evidence.put(Evidence.DIFFERENT_NAME, Evidence.DIFFERENT_NAME.weight());
        }
    }

    private static double similarity(String one, String other) {
        return one.equals(other) ? 1 : Math.min(JARO_WINKLER.apply(one, other), Math.nextDown(1.0));
    }

    /** That two have a rare name says much, that two are called Muhammad Ali says little (Fellegi & Sunter 1969). */
    private void name(Map<Evidence, Double> evidence, Evidence kind, Entry a, Entry b) {
        int others = Stream.of(a, b)
                .flatMap(entry -> entry.names().stream())
                .mapToInt(bearers)
                .max()
                .orElse(0);
        double rarity = COMMON / (COMMON + Math.max(0, others - 2));
        evidence.put(kind, kind.weight() * rarity);
    }
}
