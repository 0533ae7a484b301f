package org.hunar.server.http;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.security.Principal;

/** Bounds the calls of a user, on however many phones and from wherever; who has no token counts by address alone. */
@Priority(Priorities.AUTHORIZATION)
final class CallerRateFilter implements ContainerRequestFilter {
    private final Rates<String> rates;
    private final int perMinute;

    CallerRateFilter(Rates<String> rates, int perMinute) {
        this.rates = rates;
        this.perMinute = perMinute;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        Principal caller = context.getSecurityContext().getUserPrincipal();
        if (caller != null) {
            rates.take(
                    caller.getName(),
                    "this user makes more than " + perMinute + " calls a minute; nothing was done, try again");
        }
    }
}
