package org.hunar.server.auth;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import org.hunar.server.http.ProblemException;

/** Refuses every call of a revoked device but those that are {@link OpenToRevoked}. */
@Priority(Priorities.AUTHORIZATION)
final class RevokedDeviceFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean revoked = request.getSecurityContext().getUserPrincipal() instanceof Caller caller
                && caller.device().filter(CallingDevice::revoked).isPresent();
        if (revoked && !resource.getResourceClass().isAnnotationPresent(OpenToRevoked.class)) {
            throw new ProblemException(
                    403,
                    "DEVICE_REVOKED",
                    "this phone was revoked: it gets nothing any more; its unsent work can be handed in all the same");
        }
    }
}
