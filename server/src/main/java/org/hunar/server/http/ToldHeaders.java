package org.hunar.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Headers whose values are known when the work is done. */
@PreMatching
final class ToldHeaders implements ContainerRequestFilter, ContainerResponseFilter {
    private final Map<String, Supplier<Optional<?>>> values;

    ToldHeaders(Map<String, Supplier<Optional<?>>> values) {
        this.values = Map.copyOf(values);
    }

    /** What was done on this thread after the last answer was begun, as while it was streamed, is not of this one. */
    @Override
    public void filter(ContainerRequestContext request) {
        values.values().forEach(Supplier::get);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        values.forEach((name, value) ->
                value.get().ifPresent(each -> response.getHeaders().putSingle(name, each)));
    }
}
