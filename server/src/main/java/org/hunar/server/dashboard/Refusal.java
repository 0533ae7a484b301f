package org.hunar.server.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.http.ProblemException;

/**
 * Why a form had no effect, to be said on the page on which it stands.
 *
 * @param code stable, by which {@link Wording#wrong} finds words in the reader's language
 * @param detail in English
 * @param errors each with the place at which it stands
 */
record Refusal(int status, String code, String detail, List<Map<String, Object>> errors) {
    private static final int BAD_REQUEST = 400;

    /** Whoever may not do it, or whose page is of another session, gets a page of its own that says so. */
    private static final Set<Integer> SAID_ON_THE_PAGE = Set.of(BAD_REQUEST, 409, 412);

    /** @throws RuntimeException the same, if it is none to be said there */
    static Refusal of(RuntimeException e) {
        if (e instanceof InvalidException invalid) {
            return new Refusal(
                    BAD_REQUEST,
                    "VALIDATION",
                    invalid.getMessage(),
                    invalid.violations().stream().map(Violation::toJson).toList());
        }
        if (e instanceof ProblemException problem && SAID_ON_THE_PAGE.contains(problem.status())) {
            return new Refusal(problem.status(), problem.code(), problem.getMessage(), List.of());
        }
        throw e;
    }

    Map<String, Object> toModel() {
        return Map.of("code", code, "detail", detail == null ? "" : detail, "errors", errors);
    }
}
