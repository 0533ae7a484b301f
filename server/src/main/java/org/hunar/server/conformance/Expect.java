package org.hunar.server.conformance;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.client.Answer;

/** What a case expects; each throws {@link Broken} when it is otherwise. */
final class Expect {
    private static final int LONGEST = 600;

    private Expect() {}

    static void that(boolean holds, String expected, Object got) {
        if (!holds) {
            throw new Broken(expected, shown(got));
        }
    }

    static void equal(String what, Object expected, Object got) {
        that(Objects.equals(expected, got), what + " = " + shown(expected), got);
    }

    /** Equal to the byte in canonical JSON (RFC 8785). */
    static void same(String what, Map<String, Object> expected, Map<String, Object> got) {
        equal(what, CanonicalJson.write(expected), CanonicalJson.write(got));
    }

    static JsonObject ok(Answer answer) {
        equal("HTTP status", 200, answer.status());
        return json(answer);
    }

    /** A refusal by RFC 9457 with a stable code. */
    static JsonObject problem(Answer answer, int status) {
        equal("HTTP status", status, answer.status());
        return problem(answer);
    }

    static JsonObject problem(Answer answer, int status, String code) {
        JsonObject problem = problem(answer, status);
        equal("code", code, problem.text("code"));
        return problem;
    }

    /** A refusal of whatever status. */
    static JsonObject problem(Answer answer) {
        String type = answer.header("Content-Type").orElse("none");
        that(type.startsWith("application/problem+json"), "Content-Type: application/problem+json", type);
        JsonObject problem = json(answer);
        that(problem.optionalText("code").isPresent(), "a member code", answer.text());
        return problem;
    }

    static String header(Answer answer, String name) {
        Optional<String> value = answer.header(name);
        that(value.isPresent(), "a header " + name, "none");
        return value.orElseThrow();
    }

    static <T> T only(String what, List<T> list) {
        that(list.size() == 1, "exactly one " + what, list.size() + ": " + list);
        return list.get(0);
    }

    private static JsonObject json(Answer answer) {
        try {
            return answer.json();
        } catch (InvalidException e) {
            throw new Broken("a JSON object", answer.text());
        }
    }

    private static String shown(Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
    }
}
