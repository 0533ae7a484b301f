package org.hunar.server.report.likeness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds pairs that are likely one person without comparing everybody with everybody. Only entries that agree in something
 * (a number, a telephone, the sound of a name and a place) are compared, and of many that agree each only with the next
 * few in the order of organisation and name: the sorted neighbourhood (Hernández & Stolfo 1995). So the work grows with
 * the roster, not with its square, even where all have one name.
 */
final class Matcher {
    /** Neighbours with which an entry is compared for each thing in which they agree. */
    static final int WINDOW = 10;

    /** From here on a pair is worth a manager's look. */
    static final double LIKELY = 0.5;

    /** Pairs that are kept, likeliest first: more than anybody will look at. */
    static final int MOST = 10_000;

    /** Words of a name of which any two are tried: six pairs at most. */
    private static final int WORDS = 4;

    private static final double ROUNDING = 1e-9;

    private final List<Entry> entries;
    private final BiPredicate<Entry, Entry> compared;
    private final Predicate<Likeness> wanted;
    private final Comparison comparison;
    private final NavigableSet<Likeness> likely = new TreeSet<>(Likeness.LIKELIEST_FIRST);
    private long comparisons;

    private Matcher(Collection<Entry> entries, BiPredicate<Entry, Entry> compared, Predicate<Likeness> wanted) {
        this.compared = compared;
        this.wanted = wanted;
        this.entries = entries.stream()
                .sorted(Comparator.comparing(
                                (Entry entry) -> entry.organisation().orElse(""))
                        .thenComparing(entry -> entry.birthYear().orElse(""))
                        .thenComparing(entry -> entry.names().isEmpty()
                                ? ""
                                : entry.names().get(0).plain())
                        .thenComparing(entry -> entry.id().toString()))
                .toList();
        Map<String, Integer> bearers = new HashMap<>();
        for (Entry entry : entries) {
            entry.names().stream()
                    .map(NameForm::sound)
                    .distinct()
                    .forEach(sound -> bearers.merge(sound, 1, Integer::sum));
        }
        this.comparison = new Comparison(name -> bearers.getOrDefault(name.sound(), 0));
    }

    static Matcher match(Collection<Entry> entries) {
        return match(entries, (one, other) -> true, pair -> pair.score() >= LIKELY - ROUNDING);
    }

    /**
     * @param compared which two may be compared at all
     * @param wanted which pairs are worth a look
     */
    static Matcher match(Collection<Entry> entries, BiPredicate<Entry, Entry> compared, Predicate<Likeness> wanted) {
        Matcher matcher = new Matcher(entries, compared, wanted);
        matcher.by(entry -> entry.nationalId().stream());
        matcher.by(entry -> entry.number().stream());
        matcher.by(entry -> entry.phone().stream());
        matcher.by(entry -> entry.names().stream().map(NameForm::plain));
        matcher.by(Matcher::sounds);
        matcher.by(entry -> with(sounds(entry), entry.organisation()));
        matcher.by(entry -> with(sounds(entry), entry.birthYear()));
        matcher.by(entry -> with(sounds(entry), entry.cohort()));
        matcher.by(entry -> with(entry.names().stream().flatMap(Matcher::pairsOfWords), entry.organisation()));
        return matcher;
    }

    /** Likeliest first. */
    List<Likeness> likely() {
        return List.copyOf(likely);
    }

    /** How often two entries were compared. */
    long comparisons() {
        return comparisons;
    }

    private void by(Function<Entry, Stream<String>> keys) {
        Map<String, List<Entry>> blocks = new LinkedHashMap<>();
        for (Entry entry : entries) {
            keys.apply(entry)
                    .distinct()
                    .forEach(key -> blocks.computeIfAbsent(key, none -> new ArrayList<>(1))
                            .add(entry));
        }
        blocks.values().forEach(this::compareNeighbours);
    }

    private void compareNeighbours(List<Entry> block) {
        for (int i = 0; i < block.size(); i++) {
            for (int j = i + 1; j < Math.min(block.size(), i + 1 + WINDOW); j++) {
                compare(block.get(i), block.get(j));
            }
        }
    }

    private void compare(Entry one, Entry other) {
        if (!compared.test(one, other)) {
            return;
        }
        comparisons++;
        Likeness likeness = comparison.compare(one, other);
        if (!wanted.test(likeness)) {
            return;
        }
        likely.add(likeness);
        if (likely.size() > MOST) {
            likely.pollLast();
        }
    }

    private static Stream<String> sounds(Entry entry) {
        return entry.names().stream().map(NameForm::sound).filter(sound -> !sound.isEmpty());
    }

    private static Stream<String> with(Stream<String> sounds, Optional<String> place) {
        return place.stream().flatMap(here -> sounds.map(sound -> sound + "@" + here));
    }

    /** With or without a family name: any two of the first words agree. */
    private static Stream<String> pairsOfWords(NameForm name) {
        List<String> words = name.skeleton().stream().limit(WORDS).toList();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int j = i + 1; j < words.size(); j++) {
                pairs.add(words.get(i) + " " + words.get(j));
            }
        }
        return pairs.stream();
    }
}
