package org.hunar.server.auth;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.security.Principal;
import org.hunar.server.http.ProblemException;

/** Who has a password that an administrator chose does nothing with it but choose another one, or sign out. */
@Priority(Priorities.AUTHORIZATION)
final class PasswordChangeFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        Principal who = request.getSecurityContext().getUserPrincipal();
        boolean open = resource.getResourceMethod().isAnnotationPresent(OpenBeforePasswordChange.class);
        if (!open && who instanceof Visit visit && visit.caller().mustChangePassword()) {
            request.abortWith(Response.seeOther(URI.create("/password")).build());
        }
        boolean must = who instanceof Caller caller && caller.mustChangePassword();
        if (must && !open) {
            throw new ProblemException(
                    403,
                    "PASSWORD_CHANGE_REQUIRED",
                    "this password was chosen by an administrator: first choose your own, PUT /users/{name}/password");
        }
    }
}
