package org.hunar.server.privacy;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code GET /programmes/{p}/erasures}. */
@Path("/api/v1/programmes/{programme}/erasures")
@Produces(MediaType.APPLICATION_JSON)
public final class ErasedPeopleResource {
    private final Erasures erasures;

    ErasedPeopleResource(Erasures erasures) {
        this.erasures = erasures;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return erasures.page(caller, PathValue.programme(programme), PageRequest.of(limit, after));
    }
}
