package org.hunar.server.report.likeness;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
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
        if (a.names().isEmpty() || b.names().isEmpty()) {
            return;
        }
        if (any(a, b, (one, other) -> one.plain().equals(other.plain()))) {
            name(evidence, Evidence.SAME_NAME, a, b);
        } else if (any(
                a, b, (one, other) -> !one.sound().isEmpty() && one.sound().equals(other.sound()))) {
            boolean inOneScript = any(a, b, (one, other) -> one.latin() == other.latin());
            name(evidence, inOneScript ? Evidence.SIMILAR_NAME : Evidence.SAME_NAME_IN_ANOTHER_SCRIPT, a, b);
        } else {
            spellings(evidence, a, b);
        }
    }

    /** Names that do not sound the same, letter by letter: what costs most, and is not asked of those that do. */
    private void spellings(Map<Evidence, Double> evidence, Entry a, Entry b) {
        double nearest = nearest(a, b);
        if (nearest >= SIMILAR) {
            name(evidence, Evidence.SIMILAR_NAME, a, b);
        } else if (nearest < DIFFERENT && !any(a, b, (one, other) -> one.isPartOf(other) || other.isPartOf(one))) {
            evidence.put(Evidence.DIFFERENT_NAME, Evidence.DIFFERENT_NAME.weight());
        }
    }

    /** How similar the two names are that are most so of those in one script, 0 to 1; 0 if there are none. */
    private static double nearest(Entry a, Entry b) {
        double nearest = 0;
        for (NameForm one : a.names()) {
            for (NameForm other : b.names()) {
                if (one.latin() == other.latin()) {
                    nearest = Math.max(nearest, JARO_WINKLER.apply(one.plain(), other.plain()));
                }
            }
        }
        return nearest;
    }

    private static boolean any(Entry a, Entry b, BiPredicate<NameForm, NameForm> both) {
        for (NameForm one : a.names()) {
            for (NameForm other : b.names()) {
                if (both.test(one, other)) {
                    return true;
                }
            }
        }
        return false;
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
