package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;

/** The token endpoint of RFC 6749. */
final class TokenRequests {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

    private TokenRequests() {}

    /**
     * @param form of the request, encoded
     * @return the access token
     */
    static String send(HttpServer server, String form) throws TransportException {
        try {
            return new HttpCall(server, "POST", "/oauth/token")
                    .sending("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8))
                    .answer()
                    .text("access_token");
        } catch (TransportException e) {
            throw e.status() == BAD_REQUEST ? refused(e) : e;
        } catch (InvalidException e) {
            throw TransportException.noAnswer("the token endpoint gave no access_token", e);
        }
    }

    /** RFC 6749 §5.2 answers who is not let in with 400; to the rest of the phone that is a 401 like any other. */
    private static TransportException refused(TransportException refusal) {
        return TransportException.refused(
                UNAUTHORIZED,
                Optional.of("INVALID_GRANT"),
                refusal.getMessage(),
                refusal.retryAfter(),
                refusal.serverTime());
    }
}
