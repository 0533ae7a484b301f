package org.hunar.model.sync;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a phone asks after a lost answer, or when the server was restored: {@code POST /sync/status}.
 *
 * @param opIds operations that the phone has sent before
 */
public record StatusQuery(List<OperationId> opIds) {

    public static StatusQuery fromJson(JsonObject json) {
        if (!json.has("op_ids")) {
            throw InvalidException.at(json.pointerTo("op_ids"), "REQUIRED", "is required, an array of operation ids");
        }
        return new StatusQuery(
                json.uuids("op_ids").stream().map(OperationId::new).collect(Collectors.toList()));
    }

    public Map<String, Object> toJson() {
        List<String> texts = opIds.stream().map(OperationId::toString).collect(Collectors.toList());
        return Map.of("op_ids", texts);
    }
}
