package org.hunar.model.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonObject;

/**
 * What became of operations: the answer to a {@link StatusQuery}.
 *
 * @param known the results as they were first answered; of an operation that was held, as it stands now
 * @param unknown what the server does not have, and of which it never acknowledged anything it still remembers: the
 *     phone sends these again. On the wire a result with the status UNKNOWN
 */
public record StatusAnswer(Instant serverTime, long epoch, List<PushResult> known, List<OperationId> unknown) {
    private static final String UNKNOWN = "UNKNOWN";

    public static StatusAnswer fromJson(JsonObject json) {
        List<PushResult> known = new ArrayList<>();
        List<OperationId> unknown = new ArrayList<>();
        for (JsonObject result : json.objects("results")) {
            if (result.text("status").equals(UNKNOWN)) {
                unknown.add(new OperationId(result.uuid("op_id")));
            } else {
                known.add(PushResult.fromJson(result));
            }
        }
        return new StatusAnswer(
                json.instant("server_time"),
                json.integer("epoch"),
                Collections.unmodifiableList(known),
                Collections.unmodifiableList(unknown));
    }

    public Map<String, Object> toJson() {
        List<Object> results = new ArrayList<>();
        known.forEach(result -> results.add(result.toJson()));
        unknown.forEach(id -> {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("op_id", id.toString());
            result.put("status", UNKNOWN);
            results.add(result);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("server_time", Timestamps.format(serverTime));
        json.put("epoch", epoch);
        json.put("results", results);
        return json;
    }
}
