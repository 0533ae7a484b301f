package org.hunar.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hunar.model.json.JsonFields;
import org.hunar.model.problem.Violation;

/**
 * A refusal as the caller sees it, by RFC 9457: {@code type}, {@code title}, {@code status}, {@code detail},
 * {@code code} and what else was added. Programs branch on the code, people read the detail.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param status of HTTP, 400 to 599
     * @param code stable, upper case with underscores
     * @param detail a sentence that says what is wrong and, where it can, what to do
     */
    public ProblemException(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    /** 400: a message that says at which of its fields it cannot be taken. */
    public static ProblemException invalid(List<Violation> violations, String detail) {
        return new ProblemException(400, "VALIDATION", detail)
                .with("errors", violations.stream().map(Violation::toJson).toList());
    }

    public static ProblemException unauthorized(String detail) {
        return new ProblemException(401, "UNAUTHORIZED", detail).withHeader("WWW-Authenticate", "Bearer");
    }

    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "FORBIDDEN", detail);
    }

    /** Also for what the caller may not know of. */
    public static ProblemException notFound(String what) {
        return new ProblemException(404, "NOT_FOUND", "there is no " + what);
    }

    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(409, code, detail);
    }

    public static ProblemException tooLarge(String detail) {
        return new ProblemException(413, "TOO_LARGE", detail);
    }

    /** 503: nothing was done; the same call may succeed after the seconds given. */
    public static ProblemException busy(int retryAfterSeconds) {
        return unavailable("BUSY", "the server is busy; nothing was stored, try again", retryAfterSeconds);
    }

    /** 503 for another cause than many callers. After no second at all a phone's client would come again at once. */
    public static ProblemException unavailable(String code, String detail, int retryAfterSeconds) {
        return new ProblemException(503, code, detail)
                .withHeader("Retry-After", Integer.toString(Math.max(1, retryAfterSeconds)));
    }

    /** 429: this caller asks more often than he may; nothing was done, and the same call succeeds after the seconds given. */
    public static ProblemException tooManyRequests(String detail, long retryAfterSeconds) {
        return new ProblemException(429, "TOO_MANY_REQUESTS", detail)
                .withHeader("Retry-After", Long.toString(retryAfterSeconds));
    }

    /** Adds a member to the body; what is empty is left out. */
    public ProblemException with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public ProblemException withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    Map<String, Object> toJson(String requestId) {
        JsonFields fields = new JsonFields()
                .put(
                        "type",
                        "urn:hunar:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", HttpStatus.title(status))
                .put("status", status)
                .put("detail", getMessage())
                .put("code", code);
        members.forEach(fields::put);
        return fields.put("request_id", requestId).toMap();
    }
}
