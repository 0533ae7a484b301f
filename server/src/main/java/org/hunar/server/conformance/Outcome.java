package org.hunar.server.conformance;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/** How a case ended. */
record Outcome(Case tried, Optional<Failure> failure) {
    /**
     * Why a case failed.
     *
     * @param request the last that was sent
     * @param answer to it
     */
    record Failure(String request, String answer, String expected, String got) {}

    boolean passed() {
        return failure.isEmpty();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new JsonFields()
                .put("section", tried.section())
                .put("case", tried.says())
                .put("passed", passed())
                .toMap();
        failure.ifPresent(why -> json.put(
                "failure",
                Map.of(
                        "request",
                        why.request(),
                        "answer",
                        why.answer(),
                        "expected",
                        why.expected(),
                        "got",
                        why.got())));
        return json;
    }
}
