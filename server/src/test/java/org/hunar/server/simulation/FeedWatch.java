package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        scopes().forEach(row -> greatest.put((String) row.get("scope"), (Long) row.get("greatest")));
    }

    void look() {
        for (Map<String, Object> row : scopes()) {
            String scope = (String) row.get("scope");
            long before = greatest.getOrDefault(scope, 0L);
            long now = (Long) row.get("greatest");
            if (now > before) {
                long visible = visible(scope, before);
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

    /** Each scope with its greatest number. */
    private List<Map<String, Object>> scopes() {
        return store.query("select scope, max(seq) as greatest from feed group by scope order by scope");
    }

    /** How many numbers are greater than the greatest that was seen before. */
    private long visible(String scope, long before) {
        return (Long) store.query("select count(*) as visible from feed where scope = ? and seq > ?", scope, before)
                .get(0)
                .get("visible");
    }
}
