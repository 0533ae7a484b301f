package org.hunar.server.auth;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.io.IOException;

/** Asks who calls, unless another door has let the caller in already. */
@Priority(Priorities.AUTHENTICATION)
final class UnlessKnownFilter implements ContainerRequestFilter {
    private final ContainerRequestFilter asks;

    UnlessKnownFilter(ContainerRequestFilter asks) {
        this.asks = asks;
    }

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller)) {
            asks.filter(request);
        }
    }
}
