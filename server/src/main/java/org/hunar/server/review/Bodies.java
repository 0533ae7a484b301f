package org.hunar.server.review;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;

/** What managers write, and what they are answered. */
final class Bodies {
    private Bodies() {}

    /** A text that says something. */
    static String words(JsonObject body, String name) {
        String text = body.text(name).strip();
        if (text.isEmpty()) {
            throw InvalidException.at(body.pointerTo(name), "REQUIRED", "is required");
        }
        return text;
    }

    /** @throws InvalidException if an operation was refused, such as for a value that the item does not allow */
    static List<PushResult> accepted(List<PushResult> results) {
        List<Violation> errors =
                results.stream().flatMap(result -> result.errors().stream()).toList();
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return results;
    }

    static Map<String, Object> answer(PushResult result) {
        return new JsonFields()
                .putText("op_id", result.opId())
                .put("status", result.status().name())
                .put("code", result.code().map(PushCode::name))
                .put("rev", result.rev())
                .toMap();
    }
}
