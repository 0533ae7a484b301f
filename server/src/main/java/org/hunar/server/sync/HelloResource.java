package org.hunar.server.sync;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Limits;

/** {@code GET /hello}: what the server says of itself to anybody, before any sign-in. */
@Path("/api/v1/hello")
@Produces(MediaType.APPLICATION_JSON)
public final class HelloResource {
    private static final int PROTOCOL = 1;

    private final Epoch epoch;
    private final Limits limits;
    private final Supplier<String> nonces;
    private final InstantSource clock;

    HelloResource(Epoch epoch, Limits limits, Supplier<String> nonces, InstantSource clock) {
        this.epoch = epoch;
        this.limits = limits;
        this.nonces = nonces;
        this.clock = clock;
    }

    @GET
    public Map<String, Object> hello() {
        return new Hello(clock.instant(), PROTOCOL, PROTOCOL, limits, epoch.current(), Optional.of(nonces.get()))
                .toJson();
    }
}
