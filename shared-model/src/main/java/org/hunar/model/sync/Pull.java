package org.hunar.model.sync;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * What a phone asks for: {@code POST /sync/pull}.
 *
 * @param cursor opaque, from the last page that was stored; absent to begin from nothing
 * @param installId of the phone's database
 * @param maxItems at most so many documents in the page; the server may give fewer
 * @param appVersion such as {@code 1.8.2}; an app that is too old is told so
 * @param unsent operations that are still on the phone, so that managers see what has not come
 */
public record Pull(
        Optional<String> cursor,
        Optional<UUID> installId,
        Optional<Integer> maxItems,
        Optional<String> appVersion,
        Optional<Long> unsent) {

    public static Pull fromJson(JsonObject json) {
        return new Pull(
                json.optionalText("cursor"),
                json.has("install_id") ? Optional.of(json.uuid("install_id")) : Optional.empty(),
                json.optionalInteger("max_items").map(wanted -> positive(json, wanted)),
                json.optionalText("app_version"),
                json.optionalInteger("unsent").map(count -> counted(json, count)));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("cursor", cursor)
                .putText("install_id", installId)
                .put("max_items", maxItems)
                .put("app_version", appVersion)
                .put("unsent", unsent)
                .toMap();
    }

    private static long counted(JsonObject json, long count) {
        if (count < 0) {
            throw json.invalid("unsent", "at least 0 is expected");
        }
        return count;
    }

    private static int positive(JsonObject json, long wanted) {
        if (wanted < 1) {
            throw json.invalid("max_items", "at least 1 is expected");
        }
        return (int) Math.min(wanted, Integer.MAX_VALUE);
    }
}
