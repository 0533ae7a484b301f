package org.hunar.server.http;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.hunar.model.problem.Violation;

/**
 * Looks at the headers that Jersey reads on its way and, when it cannot, takes for an error of the server: by
 * {@code Accept} it chooses the method, and once more the form of the refusal.
 */
@PreMatching
final class ReadableHeaders implements ContainerRequestFilter {
    /** @throws ProblemException 400 VALIDATION for an Accept that lists no media types */
    @Override
    public void filter(ContainerRequestContext request) {
        if (!isRead(request::getAcceptableLanguages)) {
            // A wish, as RFC 9110 has it: who cannot tell his language is answered all the same.
            request.getHeaders().remove(HttpHeaders.ACCEPT_LANGUAGE);
        }
        if (!isRead(request::getAcceptableMediaTypes)) {
            request.getHeaders().remove(HttpHeaders.ACCEPT);
            String message = "must list media types, such as application/json;q=0.5";
            throw ProblemException.invalid(
                    List.of(new Violation(HttpHeaders.ACCEPT, "INVALID", message)), HttpHeaders.ACCEPT + " " + message);
        }
    }

    private static boolean isRead(Runnable header) {
        try {
            header.run();
            return true;
        } catch (ProcessingException e) {
            return false;
        }
    }
}
