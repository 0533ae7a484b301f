package org.hunar.server.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** For a load balancer, which cannot reach the port for administration; tells nothing but yes or no. */
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {
    private final Health health;

    HealthResource(Health health) {
        this.health = health;
    }

    @GET
    @Path("/live")
    public Map<String, Object> live() {
        return Map.of("live", true);
    }

    /** 503 while the database does not answer and while the server stops. */
    @GET
    @Path("/ready")
    public Response ready() {
        boolean ready = health.isReady();
        return Response.status(ready ? Response.Status.OK : Response.Status.SERVICE_UNAVAILABLE)
                .entity(Map.of("ready", ready))
                .build();
    }
}
