package org.hunar.server.http;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;

/** Bounds the calls of an address, whatever it calls, before anything is looked up for them. */
@PreMatching
@Priority(AddressRateFilter.FIRST)
final class AddressRateFilter implements ContainerRequestFilter {
    static final int FIRST = 0;

    private final Rates<String> rates;
    private final int perMinute;

    @Context
    private HttpServletRequest request;

    AddressRateFilter(Rates<String> rates, int perMinute) {
        this.rates = rates;
        this.perMinute = perMinute;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        rates.take(
                ClientAddress.of(request),
                "more than " + perMinute + " calls a minute come from this address; nothing was done, try again");
    }
}
