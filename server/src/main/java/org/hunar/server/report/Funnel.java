package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many people are left at each step from the roster to the gain; each counts those of the step before who go on, but
 * for {@code post}, which some reach without a {@code pre}.
 *
 * @param enrolled on the roster
 * @param pre with a PRE that counts
 * @param post with a POST that counts
 * @param paired with both
 */
record Funnel(long enrolled, int pre, int post, int paired) {

    static Funnel of(long enrolled, PairedTable figures) {
        Map<String, Object> overall = figures.overall();
        return new Funnel(
                enrolled,
                PairedTable.count(overall, "n_pre"),
                PairedTable.count(overall, "n_post"),
                PairedTable.paired(overall));
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("enrolled", enrolled);
        json.put("pre", pre);
        json.put("post", post);
        json.put("paired", paired);
        return json;
    }
}
