package org.hunar.server.report;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.hunar.server.report.statistics.CellPriorities;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.hunar.server.report.statistics.Stages;

/**
 * The 80/20 ranking of a programme: skill by skill as in every report, and cell by cell of skill and group, with how sure
 * each rank is.
 *
 * @param report of the same moment
 * @param counts of which it was made
 * @param groupBy property by which people are divided; empty for everybody together
 */
record Priorities(Report report, ReportCounts counts, Optional<GroupBy> groupBy) {
    private static final Set<String> OF_THE_REPORT =
            Set.of("programme", "generated_at", "data_version", "policy", "pareto");

    private static final long SPREAD = 31;

    Map<String, Object> toJson() {
        return toJson(report, List.of());
    }

    /** Without the groups of few people and those that reveal them; without any cell where everybody is too few. */
    Map<String, Object> toJsonForViewers() {
        int smallest = report.programme().minGroupSize();
        Set<String> hidden = hidden(smallest);
        List<Note> notes = hidden.isEmpty() ? List.of() : List.of(Note.onReport(NoteCode.GROUPS_LEFT_OUT, smallest));
        Map<String, Object> json = toJson(report.forViewers(), notes, hidden);
        if (hidden.contains(ALL)) {
            json.put("cells", Map.of());
        }
        return json;
    }

    private Map<String, Object> toJson(Report shown, List<Note> notes) {
        return toJson(shown, notes, Set.of());
    }

    private Map<String, Object> toJson(Report shown, List<Note> notes, Set<String> hidden) {
        Map<String, Object> json = new LinkedHashMap<>(shown.toJson());
        json.keySet().retainAll(OF_THE_REPORT);
        json.put("group_by", groupBy.map(GroupBy::wireName).orElse(null));
        List<String> groups = new ArrayList<>(groups());
        groups.removeAll(hidden);
        json.put("cells", CellPriorities.compute(ReportSettings.of(report.programme()), counts, groups, seed()));
        json.put("notes", notes.stream().map(Note::toJson).toList());
        return json;
    }

    private List<String> groups() {
        SortedSet<String> groups = counts.groups();
        return groups.isEmpty() ? List.of(ALL) : List.copyOf(groups);
    }

    /** The same data give the same ranks, on every node and every day. */
    private long seed() {
        return report.programme().code().value().hashCode() * SPREAD + report.dataVersion();
    }

    /** Groups too small on any skill, and {@code *} where everybody is. */
    private Set<String> hidden(int smallest) {
        boolean afterTraining = CellPriorities.isAfterTraining(counts);
        Set<String> hidden = new HashSet<>();
        for (String skill : counts.skills()) {
            Map<String, Integer> ranked = new HashMap<>();
            Map<String, Integer> paired = new HashMap<>();
            for (String group : counts.groups()) {
                ranked.put(group, ranked(counts.of(skill, group), afterTraining));
                paired.put(
                        group,
                        Math.toIntExact(Stages.of(counts.of(skill, group)).paired()));
            }
            hidden.addAll(SmallGroups.toLeaveOut(ranked, smallest));
            if (afterTraining) {
                hidden.addAll(SmallGroups.toLeaveOut(paired, smallest));
            }
            if (ranked(counts.of(skill, ALL), afterTraining) < smallest) {
                hidden.add(ALL);
            }
        }
        return hidden;
    }

    private static int ranked(JointCounts people, boolean afterTraining) {
        Stages stages = Stages.of(people);
        return Math.toIntExact(afterTraining ? stages.post() : stages.pre());
    }
}
