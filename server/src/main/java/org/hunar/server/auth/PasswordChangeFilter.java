package org.hunar.server.auth;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import org.hunar.server.http.ProblemException;

/** Who has a password that an administrator chose does nothing with it but choose another one, or sign out. */
@Priority(Priorities.AUTHORIZATION)
final class PasswordChangeFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean must =
                request.getSecurityContext().getUserPrincipal() instanceof Caller caller && caller.mustChangePassword();
        if (must && !resource.getResourceMethod().isAnnotationPresent(OpenBeforePasswordChange.class)) {
            throw new ProblemException(
                    403,
                    "PASSWORD_CHANGE_REQUIRED",
                    "this password was chosen by an administrator: first choose your own, PUT /users/{name}/password");
        }
    }
}
