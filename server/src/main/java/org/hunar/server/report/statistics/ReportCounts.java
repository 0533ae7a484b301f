package org.hunar.server.report.statistics;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hunar.server.report.statistics.Pairing.Person;

/** The people of a report, counted by scale and group: what all of its paired figures are made of. */
public final class ReportCounts {
    private final Map<String, Map<String, JointCounts>> byScale;
    private final SortedSet<String> skills;
    private final SortedSet<String> groups;
    private final Map<List<String>, Pairs> pairs = new ConcurrentHashMap<>();

    /**
     * @param byScale skill or {@code *}, then group or {@code *}; what is absent counts nobody
     * @param groups names of the groups
     */
    public ReportCounts(SortedMap<String, Map<String, JointCounts>> byScale, SortedSet<String> groups) {
        this.byScale = byScale;
        this.skills = new TreeSet<>(byScale.keySet());
        this.skills.remove(ALL);
        this.groups = groups;
    }

    /** Counts the people of assessments that are at hand. */
    public static ReportCounts of(Pairing pairing) {
        List<String> scales = new ArrayList<>(pairing.skills());
        scales.add(ALL);
        SortedMap<String, Map<String, JointCounts>> byScale = new TreeMap<>();
        for (String scale : scales) {
            Map<String, JointCounts.Builder> byGroup = new TreeMap<>();
            for (Person person : pairing.people()) {
                add(byGroup, ALL, person, scale);
                person.group().ifPresent(group -> add(byGroup, group, person, scale));
            }
            Map<String, JointCounts> built = new TreeMap<>();
            byGroup.forEach((group, counts) -> built.put(group, counts.build()));
            byScale.put(scale, built);
        }
        return new ReportCounts(byScale, pairing.groups());
    }

    /** Those with both scores; made once, since several figures are of them. */
    Pairs pairs(String scale, String group) {
        return pairs.computeIfAbsent(
                List.of(scale, group), row -> of(scale, group).pairs());
    }

    public JointCounts of(String scale, String group) {
        return byScale.getOrDefault(scale, Map.of()).getOrDefault(group, JointCounts.EMPTY);
    }

    public SortedSet<String> skills() {
        return Collections.unmodifiableSortedSet(skills);
    }

    /** Everybody's groups, also those of which nobody has an attempt; none when people are not grouped. */
    public SortedSet<String> rosterGroups() {
        SortedSet<String> all =
                new TreeSet<>(byScale.getOrDefault(ALL, Map.of()).keySet());
        all.remove(ALL);
        return all;
    }

    public SortedSet<String> groups() {
        return Collections.unmodifiableSortedSet(groups);
    }

    /** The total, and each skill when there is more than one. */
    public List<String> scales() {
        return withAll(skills);
    }

    /** Everybody, and each group when there is more than one. */
    public List<String> rows() {
        return withAll(groups);
    }

    private static void add(Map<String, JointCounts.Builder> byGroup, String group, Person person, String scale) {
        Optional<Double> pre = person.pre(scale);
        byGroup.computeIfAbsent(group, name -> new JointCounts.Builder()).add(pre, person.post(scale), 1);
    }

    private static List<String> withAll(SortedSet<String> names) {
        List<String> rows = new ArrayList<>(List.of(ALL));
        if (names.size() > 1) {
            rows.addAll(names);
        }
        return rows;
    }
}
