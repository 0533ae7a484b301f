package org.hunar.model.sync;

import java.util.Map;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * How much fits into one request, as announced by {@link Hello}. A phone that keeps to it is never answered 413.
 *
 * @param pushOps operations in a push
 * @param pushBytes bytes of a push on the wire, compressed or not
 * @param pushInflatedBytes bytes of a push once inflated
 * @param opBytes bytes of one operation
 * @param inflationRatio inflated bytes for one byte on the wire
 * @param pullItems documents in a page
 * @param pullBytes bytes of a page before it is compressed; a single document that is larger comes alone
 */
public record Limits(
        int pushOps,
        int pushBytes,
        int pushInflatedBytes,
        int opBytes,
        int inflationRatio,
        int pullItems,
        int pullBytes) {

    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /** What version 1 of the protocol promises; also for each limit that a server does not announce. */
    public static final Limits DEFAULT = new Limits(500, MIB, 16 * MIB, 256 * KIB, 100, 500, MIB);

    public static Limits fromJson(JsonObject json) {
        return new Limits(
                limit(json, "push_ops", DEFAULT.pushOps),
                limit(json, "push_bytes", DEFAULT.pushBytes),
                limit(json, "push_inflated_bytes", DEFAULT.pushInflatedBytes),
                limit(json, "op_bytes", DEFAULT.opBytes),
                limit(json, "inflation_ratio", DEFAULT.inflationRatio),
                limit(json, "pull_items", DEFAULT.pullItems),
                limit(json, "pull_bytes", DEFAULT.pullBytes));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("push_ops", pushOps)
                .put("push_bytes", pushBytes)
                .put("push_inflated_bytes", pushInflatedBytes)
                .put("op_bytes", opBytes)
                .put("inflation_ratio", inflationRatio)
                .put("pull_items", pullItems)
                .put("pull_bytes", pullBytes)
                .toMap();
    }

    private static int limit(JsonObject json, String name, int otherwise) {
        long limit = json.optionalInteger(name).orElse((long) otherwise);
        if (limit < 1) {
            throw json.invalid(name, "at least 1 is expected");
        }
        return (int) Math.min(limit, Integer.MAX_VALUE);
    }
}
