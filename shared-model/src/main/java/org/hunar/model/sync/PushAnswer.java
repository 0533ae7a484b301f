package org.hunar.model.sync;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * What the server answers to a {@link Push}, once everything not answered RETRY is stored for good.
 *
 * @param epoch of the feed; it rises when the server was restored from a backup
 * @param results one per operation, in the order of the operations
 */
public record PushAnswer(Instant serverTime, long epoch, List<PushResult> results) {

    public static PushAnswer fromJson(JsonObject json) {
        return new PushAnswer(
                json.instant("server_time"),
                json.integer("epoch"),
                json.list("results", (pointer, result) -> PushResult.fromJson(JsonObject.of(pointer, result))));
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(new JsonFields()
                .put("server_time", Timestamps.format(serverTime))
                .put("epoch", epoch)
                .toMap());
        json.put("results", results.stream().map(PushResult::toJson).collect(Collectors.toList()));
        return json;
    }
}
