package org.hunar.model.sync;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.Violation;

/**
 * The answer to one pushed operation; results stand in the order of the operations.
 *
 * @param opId absent only when the operation was too broken to name itself
 * @param needs what a held operation waits for, such as {@code sha256:9f86…}, {@code participant:8e1f…}
 * @param rev revision of the entity's document after this push, from 1; absent when there is none
 * @param mark scope to sequence number: the phone drops its overlay when its cursor has reached it
 * @param errors of a rejected operation; paths count from the operation
 * @param original of a duplicate: the result of the first time
 */
public record PushResult(
        Optional<OperationId> opId,
        PushStatus status,
        Optional<PushCode> code,
        List<String> needs,
        Optional<Long> rev,
        Map<String, Long> mark,
        List<Violation> errors,
        Optional<PushResult> original) {

    public static PushResult rejected(Optional<OperationId> opId, PushCode code, List<Violation> errors) {
        return new PushResult(
                opId,
                PushStatus.REJECTED,
                Optional.of(code),
                List.of(),
                Optional.empty(),
                Map.of(),
                errors,
                Optional.empty());
    }

    /** The answer to a repetition of what was answered with this: status DUPLICATE, everything else as then. */
    public PushResult asDuplicate() {
        return new PushResult(opId, PushStatus.DUPLICATE, code, needs, rev, mark, errors, Optional.of(this));
    }

    /** Of a duplicate, what it was answered the first time; else this. */
    public PushResult first() {
        return original.orElse(this);
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .putText("op_id", opId)
                .put("status", status.name())
                .put("code", code.map(PushCode::name))
                .put("needs", needs)
                .put("rev", rev)
                .put("mark", mark)
                .put("errors", errors.stream().map(Violation::toJson).collect(Collectors.toList()))
                .put("original", original.map(PushResult::toJson))
                .toMap();
    }

    public static PushResult fromJson(JsonObject json) {
        return new PushResult(
                json.has("op_id") ? Optional.of(new OperationId(json.uuid("op_id"))) : Optional.empty(),
                json.oneOf("status", PushStatus.class),
                code(json),
                json.texts("needs"),
                json.optionalInteger("rev"),
                mark(json),
                json.list("errors", (pointer, value) -> {
                    JsonObject error = JsonObject.of(pointer, value);
                    return new Violation(
                            error.optionalText("path").orElse(""), error.text("code"), error.text("message"));
                }),
                json.optionalObject("original").map(PushResult::fromJson));
    }

    /** A code of a later server is left out: the status says what to do, and a phone must not stumble over the rest. */
    private static Optional<PushCode> code(JsonObject json) {
        String text = json.optionalText("code").orElse("");
        return Arrays.stream(PushCode.values())
                .filter(code -> code.name().equals(text))
                .findFirst();
    }

    private static Map<String, Long> mark(JsonObject json) {
        Map<String, Long> mark = new LinkedHashMap<>();
        json.optionalObject("mark").ifPresent(scopes -> {
            for (String scope : scopes.names()) {
                mark.put(scope, scopes.integer(scope));
            }
        });
        return Collections.unmodifiableMap(mark);
    }
}
