package org.hunar.model.sync;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a manager sent an assessment back with. A phone shows it until somebody who has seen it amends.
 *
 * @param operation that returned it
 * @param remark on the whole
 * @param remarks code of an item, or name of a field, to what is to be looked at there
 */
public record Returned(OperationId operation, Optional<String> remark, Map<String, String> remarks) {
    private static final String REMARK = "remark";
    private static final String REMARKS = "remarks";

    public Returned {
        remarks = Collections.unmodifiableMap(new LinkedHashMap<>(remarks));
    }

    /** @throws InvalidException if the body's {@code remark} is no text or {@code remarks} no object of texts */
    public static Returned of(Operation returning) {
        return of(returning.id(), JsonObject.of("/body", returning.body()));
    }

    /** Reads {@code sync.returned} of a document. */
    public static Returned fromJson(JsonObject json) {
        return of(new OperationId(json.uuid("op_id")), json);
    }

    private static Returned of(OperationId operation, JsonObject json) {
        Map<String, String> remarks = new LinkedHashMap<>();
        json.optionalObject(REMARKS)
                .ifPresent(each -> each.names().forEach(name -> remarks.put(name, each.text(name))));
        return new Returned(operation, json.optionalText(REMARK), remarks);
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .putText("op_id", operation)
                .put(REMARK, remark)
                .put(REMARKS, remarks)
                .toMap();
    }
}
