package org.hunar.server.auth;

import io.dropwizard.auth.UnauthorizedHandler;
import org.hunar.server.http.ProblemException;

/** A call without a token, or with one that is not good any more: the same answer for both. */
final class Unauthorized implements UnauthorizedHandler {
    @Override
    public RuntimeException buildException(String prefix, String realm) {
        return ProblemException.unauthorized("a valid access token is needed: POST /api/v1/oauth/token gives one");
    }
}
