package org.hunar.model.sync;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a phone hands in: {@code POST /sync/push}.
 *
 * @param installId of the phone's database, see {@link Operation#deviceSeq}
 * @param appVersion for support; never a reason to refuse
 * @param ops each an operation as it stands on the wire. They stay unread here, since one that cannot be read must not
 *     keep the others from being stored: {@link Operation#fromJson} reads one
 */
public record Push(UUID installId, Optional<String> appVersion, List<Object> ops) {

    public static Push of(UUID installId, String appVersion, List<Operation> operations) {
        List<Object> ops = operations.stream().map(Operation::json).collect(Collectors.toList());
        return new Push(installId, Optional.of(appVersion), Collections.unmodifiableList(ops));
    }

    /** @throws InvalidException if the envelope cannot be read: no install id, or {@code ops} is not an array */
    public static Push fromJson(JsonObject json) {
        if (!json.has("ops")) {
            throw InvalidException.at(json.pointerTo("ops"), "REQUIRED", "is required, an array of operations");
        }
        return new Push(
                json.uuid("install_id"),
                json.optionalText("app_version"),
                json.list("ops", (pointer, operation) -> operation));
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(new JsonFields()
                .putText("install_id", installId)
                .put("app_version", appVersion)
                .toMap());
        json.put("ops", ops);
        return json;
    }
}
