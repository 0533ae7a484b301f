package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks at the feed after every commit: in each scope numbers rise in the order of the commits, without a gap (I7). */
final class FeedWatch {
    private final SharedStore store;
    private final Map<String, Long> greatest = new HashMap<>();

    FeedWatch(SharedStore store) {
        this.store = store;
        begin();
    }

    /** Begins with the feed as it is now. */
    void begin() {
        greatest.clear();
        rows().forEach(row -> greatest.put((String) row.get("scope"), (Long) row.get("greatest")));
    }

    void look() {
        for (Map<String, Object> row : rows()) {
            String scope = (String) row.get("scope");
            long before = greatest.getOrDefault(scope, 0L);
            long now = (Long) row.get("greatest");
            if (now > before) {
                long visible = (Long) row.get("visible");
                require(
                        visible == now - before,
                        "I7",
                        "%s went from %d to %d, and %d changes are to be seen",
                        scope,
                        before,
                        now,
                        visible);
                greatest.put(scope, now);
            }
        }
    }

    /** Of each scope the greatest number, and how many are greater than the greatest that was seen before. */
    private List<Map<String, Object>> rows() {
        String before = greatest.entrySet().stream()
                .map(seen -> "when '" + seen.getKey() + "' then " + seen.getValue())
                .collect(Collectors.joining(" ", "case scope when '' then 0 ", " else 0 end"));
        return store.query("select scope, max(seq) as greatest, count(case when seq > " + before
                + " then 1 end) as visible from feed group by scope order by scope");
    }
}
