package org.hunar.server.report;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.hunar.server.report.statistics.PairedReport;

/**
 * The paired figures of a report as they are shown: scale to group to figures, {@code *} for the total and for
 * everybody. Names and meaning of the figures are those of scoring §5 to §10.
 */
record PairedTable(Map<String, Map<String, Map<String, Object>>> byScale) {

    /** Reads what {@link PairedReport} computes. */
    static PairedTable of(Map<String, Object> computed) {
        Map<String, Map<String, Map<String, Object>>> byScale = new LinkedHashMap<>();
        computed.forEach((scale, groups) -> {
            Map<String, Map<String, Object>> byGroup = new LinkedHashMap<>();
            object(groups).forEach((group, figures) -> byGroup.put(group, object(figures)));
            byScale.put(scale, byGroup);
        });
        return new PairedTable(byScale);
    }

    /** The figures of everybody on the total score; empty when there are none. */
    Map<String, Object> overall() {
        return byScale.getOrDefault(ALL, Map.of()).getOrDefault(ALL, Map.of());
    }

    /** The figures of each group on the total score, {@code *} included. */
    Map<String, Map<String, Object>> onTotal() {
        return byScale.getOrDefault(ALL, Map.of());
    }

    /**
     * What a viewer sees: no group that has fewer than {@code smallest} pairs on any scale, nor one that would reveal it;
     * and of the unpaired people of a group that is shown no mean and spread where they are as few. A group is left out on
     * every scale at once: the total is the sum of the skills, so what one of them hides the others would tell.
     */
    PairedTable forViewers(int smallest) {
        Set<String> few = tooFewAnywhere(PairedTable::paired, smallest);
        Map<Unpaired, Set<String>> fewUnpaired = new EnumMap<>(Unpaired.class);
        for (Unpaired side : Unpaired.values()) {
            fewUnpaired.put(side, tooFewAnywhere(side::people, smallest));
        }
        Map<String, Map<String, Map<String, Object>>> shown = new LinkedHashMap<>();
        byScale.forEach((scale, groups) -> {
            Map<String, Map<String, Object>> safe = new LinkedHashMap<>(groups);
            fewUnpaired.forEach((side, ofSide) -> safe.replaceAll(
                    (group, figures) -> ofSide.contains(group) || group.equals(ALL) && side.people(figures) < smallest
                            ? side.withoutScores(figures)
                            : figures));
            safe.keySet().removeAll(few);
            safe.entrySet().removeIf(row -> row.getKey().equals(ALL) && paired(row.getValue()) < smallest);
            if (!safe.isEmpty()) {
                shown.put(scale, safe);
            }
        });
        return new PairedTable(shown);
    }

    /** Names of the groups with figures, scale by scale. */
    Map<String, Set<String>> groups() {
        Map<String, Set<String>> groups = new TreeMap<>();
        byScale.forEach((scale, figures) -> groups.put(scale, figures.keySet()));
        return groups;
    }

    /** Whether the group has no figures on the total score. */
    boolean lacks(String group) {
        return !onTotal().containsKey(group);
    }

    static int paired(Map<String, Object> figures) {
        return count(figures, "n_paired");
    }

    static int count(Map<String, Object> figures, String name) {
        return figures.get(name) instanceof Number number ? number.intValue() : 0;
    }

    /** A copy of a nested object; empty when it is none. */
    static Map<String, Object> object(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, field) -> copy.put(name.toString(), field));
        }
        return copy;
    }

    private Set<String> tooFewAnywhere(ToIntFunction<Map<String, Object>> people, int smallest) {
        Set<String> tooFew = new TreeSet<>();
        byScale.values().forEach(groups -> {
            Map<String, Integer> sizes = new TreeMap<>();
            groups.forEach((group, figures) -> sizes.put(group, people.applyAsInt(figures)));
            sizes.remove(ALL);
            tooFew.addAll(SmallGroups.toLeaveOut(sizes, smallest));
        });
        return tooFew;
    }

    /** The people who took one phase only, as {@code unpaired} of the figures tells of them. */
    private enum Unpaired {
        PRE_ONLY("pre_only"),
        POST_ONLY("post_only");

        private final String field;

        Unpaired(String field) {
            this.field = field;
        }

        int people(Map<String, Object> figures) {
            return count(object(object(figures.get("unpaired")).get(field)), "n");
        }

        Map<String, Object> withoutScores(Map<String, Object> figures) {
            Map<String, Object> unpaired = object(figures.get("unpaired"));
            Map<String, Object> people = object(unpaired.get(field));
            people.replaceAll((name, value) -> name.equals("n") ? value : null);
            unpaired.put(field, people);
            Map<String, Object> shown = new LinkedHashMap<>(figures);
            shown.put("unpaired", unpaired);
            return shown;
        }
    }
}
