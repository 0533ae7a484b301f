package org.hunar.server.review;

import java.util.ArrayList;
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
    private static final String BODY = "/body";

    private Bodies() {}

    /** A text that says something. */
    static String words(JsonObject body, String name) {
        String text = body.text(name).strip();
        if (text.isEmpty()) {
            throw InvalidException.at(body.pointerTo(name), "REQUIRED", "is required");
        }
        return text;
    }

    /** Where a manager wrote what an operation says at a path: the operation was made here, and only the server knows it. */
    interface Origin {
        /** What the manager sent is the body of the operation. */
        Origin SAME = (operation, path) -> path.startsWith(BODY) ? path.substring(BODY.length()) : path;

        /**
         * @param operation index of the one that was refused
         * @param path in it, such as {@code /body/reason}
         */
        String of(int operation, String path);
    }

    /** @throws InvalidException if an operation was refused, such as for a value that the item does not allow */
    static List<PushResult> accepted(List<PushResult> results, Origin origin) {
        List<Violation> errors = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            for (Violation error : results.get(i).errors()) {
                errors.add(new Violation(origin.of(i, error.path()), error.code(), error.message()));
            }
        }
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
