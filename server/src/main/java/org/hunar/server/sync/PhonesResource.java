package org.hunar.server.sync;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code GET /programmes/{p}/phones}: when each trainer's phones were last heard from, and what was still on them. */
@Path("/api/v1/programmes/{programme}/phones")
@Produces(MediaType.APPLICATION_JSON)
public final class PhonesResource {
    private final Phones phones;

    PhonesResource(Phones phones) {
        this.phones = phones;
    }

    @GET
    public Map<String, Object> list(@Auth Caller caller, @PathParam("programme") String programme) {
        return Map.of("items", phones.of(caller, PathValue.programme(programme)));
    }
}
