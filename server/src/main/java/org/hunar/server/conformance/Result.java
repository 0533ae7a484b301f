package org.hunar.server.conformance;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;

/** What became of one pushed operation. */
record Result(JsonObject json) {
    String opId() {
        return json.optionalText("op_id").orElse("absent");
    }

    Result is(String status) {
        Expect.equal("status", status, shown().replaceAll(" .*", ""));
        return this;
    }

    Result is(String status, String code) {
        Expect.equal("status and code", status + " " + code, shown());
        return this;
    }

    Result needs(String need) {
        Expect.equal("needs", List.of(need), json.texts("needs"));
        return this;
    }

    /** A refusal names where the operation is wrong, by JSON Pointer. */
    Result at(String path) {
        List<JsonObject> errors = json.objects("errors");
        List<String> paths = errors.stream()
                .map(error -> error.optionalText("path").orElse(""))
                .toList();
        Expect.that(paths.contains(path), "an error at " + path, errors.isEmpty() ? "no errors" : paths);
        errors.forEach(error ->
                Expect.that(error.has("code") && error.has("message"), "errors with code and message", error.asMap()));
        return this;
    }

    /** Answered as a repetition, with the very result of the first time. */
    void repeats(Result first) {
        is("DUPLICATE", first.json.optionalText("code").orElse(""));
        Expect.same(
                "original",
                first.json.asMap(),
                json.optionalObject("original").map(JsonObject::asMap).orElse(Map.of()));
    }

    long rev() {
        Expect.that(json.has("rev"), "a revision", json.asMap());
        return json.integer("rev");
    }

    /** Where its document stands in a scope's feed. */
    long mark(String scope) {
        Expect.that(json.has("mark") && json.object("mark").has(scope), "a mark for " + scope, json.asMap());
        return json.object("mark").integer(scope);
    }

    private String shown() {
        return json.text("status") + " " + json.optionalText("code").orElse("");
    }
}
