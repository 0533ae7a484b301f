package org.hunar.server.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;

/** Where somebody goes on who was let in by way of a browser. Handed in, since pages stand above people and not below. */
public interface WebSessions {
    /** The answer to a right sign-in: it begins a session and leads on. */
    Response begin(SignedIn who, HttpServletRequest request);
}
