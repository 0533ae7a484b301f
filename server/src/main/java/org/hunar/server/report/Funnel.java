package org.hunar.server.report;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.Stages;

/**
 * How many people are left at each step from the roster to the gain.
 *
 * @param all everybody
 * @param groups the same by group, of everybody on the roster; empty when the report is not divided
 */
record Funnel(Stages all, Map<String, Stages> groups) {

    static Funnel of(ReportCounts counts) {
        Map<String, Stages> groups = new TreeMap<>();
        counts.rosterGroups().forEach(group -> groups.put(group, Stages.of(counts.of(ALL, group))));
        return new Funnel(Stages.of(counts.of(ALL, ALL)), groups);
    }

    /** Without groups of a few people and those that reveal them, and without the mean of a few who stayed or left. */
    Funnel forViewers(int smallest) {
        Map<String, Stages> shown = new TreeMap<>(groups);
        Set<String> fewPaired = tooFew(Stages::paired, smallest);
        Set<String> fewDropped = tooFew(Stages::dropped, smallest);
        shown.replaceAll((group, stages) -> stages.withMeans(!fewPaired.contains(group), !fewDropped.contains(group)));
        shown.keySet().removeAll(tooFew(Stages::enrolled, smallest));
        return new Funnel(all.withMeans(all.paired() >= smallest, all.dropped() >= smallest), shown);
    }

    private Set<String> tooFew(ToLongFunction<Stages> people, int smallest) {
        Map<String, Integer> sizes = new TreeMap<>();
        groups.forEach((group, stages) -> sizes.put(group, Math.toIntExact(people.applyAsLong(stages))));
        return SmallGroups.toLeaveOut(sizes, smallest);
    }

    /** The steps of everybody, and under {@code groups} those of each group. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(all.toFigures().toMap());
        if (!groups.isEmpty()) {
            Map<String, Object> byGroup = new LinkedHashMap<>();
            groups.forEach(
                    (group, stages) -> byGroup.put(group, stages.toFigures().toMap()));
            json.put("groups", byGroup);
        }
        return json;
    }
}
