package org.hunar.server.http;

import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Names of statuses for refusals that no code of ours has raised. */
final class HttpStatus {
    static final int METHOD_NOT_ALLOWED = 405;

    private static final Map<Integer, String> CODES = Map.of(
            400, "BAD_REQUEST",
            401, "UNAUTHORIZED",
            413, "TOO_LARGE",
            415, "UNSUPPORTED_MEDIA_TYPE",
            500, "INTERNAL",
            503, "BUSY");

    private HttpStatus() {}

    /** As in RFC 9110, such as "Not Found". */
    static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "Status " + status : known.getReasonPhrase();
    }

    /** Such as NOT_FOUND. */
    static String code(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return CODES.getOrDefault(status, known == null ? "STATUS_" + status : known.name());
    }
}
