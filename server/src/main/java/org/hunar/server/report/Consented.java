package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.server.report.statistics.ScoredAssessment;

/**
 * How many people agreed and have not taken it back: the step of the funnel between the roster and the PRE.
 *
 * @param all on the whole roster
 * @param groups the same by group; empty when the report is not divided
 */
record Consented(long all, Map<String, Long> groups) {

    static Consented of(Map<String, Long> everybody, Map<String, Long> groups) {
        return new Consented(everybody.getOrDefault(ScoredAssessment.ALL, 0L), groups);
    }

    /** Distinct for distinct counts: the version of the data does not rise with a consent. */
    String version() {
        return "-c" + all + (groups.isEmpty() ? "" : "." + Integer.toHexString(groups.hashCode()));
    }

    /** The funnel with the step after {@code enrolled}; in the groups that it shows, and in no others. */
    Map<String, Object> in(Map<String, Object> funnel) {
        Map<String, Object> with = step(funnel, all);
        if (funnel.get("groups") instanceof Map<?, ?> shown) {
            Map<String, Object> byGroup = new LinkedHashMap<>();
            shown.forEach((group, stages) ->
                    byGroup.put((String) group, step((Map<?, ?>) stages, groups.getOrDefault((String) group, 0L))));
            with.put("groups", byGroup);
        }
        return with;
    }

    private static Map<String, Object> step(Map<?, ?> stages, long consented) {
        Map<String, Object> with = new LinkedHashMap<>();
        stages.forEach((name, value) -> {
            with.put((String) name, value);
            if (name.equals("enrolled")) {
                with.put("consented", consented);
            }
        });
        return with;
    }
}
