package org.hunar.server.simulation;

import java.time.Duration;
import java.util.Optional;
import org.hunar.server.http.ProblemException;

/**
 * What a node answers.
 *
 * @param status of HTTP
 * @param body JSON in UTF-8
 * @param code of a refusal
 */
record Answer(int status, byte[] body, Optional<String> code, String detail, Optional<Duration> retryAfter) {
    private static final int OK = 200;

    static Answer ok(byte[] body) {
        return new Answer(OK, body, Optional.empty(), "", Optional.empty());
    }

    static Answer refusal(ProblemException problem) {
        return new Answer(
                problem.status(),
                new byte[0],
                Optional.of(problem.code()),
                problem.getMessage(),
                Optional.ofNullable(problem.headers().get("Retry-After"))
                        .map(Long::parseLong)
                        .map(Duration::ofSeconds));
    }

    boolean isOk() {
        return status == OK;
    }

    @Override
    public String toString() {
        return isOk() ? "200 (" + body.length + " bytes)" : status + " " + code.orElse("") + " " + detail;
    }
}
