package org.hunar.server.auth;

import java.util.Locale;
import org.hunar.server.http.ProblemException;

/** The refusals of RFC 6749 §5.2, as problems that also carry its members {@code error} and {@code error_description}. */
public final class TokenRefusal {
    static final String INVALID_GRANT = "INVALID_GRANT";

    private TokenRefusal() {}

    static ProblemException invalidRequest(String reason) {
        return refusal("invalid_request", reason);
    }

    static ProblemException unsupportedGrantType(String reason) {
        return refusal("unsupported_grant_type", reason);
    }

    /** The same for an unknown user, a wrong password and a disabled user. */
    static ProblemException invalidGrant() {
        return invalidGrant("the user name or the password is wrong");
    }

    /** @param reason a sentence that tells nothing of what is secret */
    public static ProblemException invalidGrant(String reason) {
        return refusal("invalid_grant", reason);
    }

    private static ProblemException refusal(String error, String reason) {
        return new ProblemException(400, error.toUpperCase(Locale.ROOT), reason)
                .with("error", error)
                .with("error_description", reason);
    }
}
