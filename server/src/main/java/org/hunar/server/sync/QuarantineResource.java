package org.hunar.server.sync;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.UUID;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code GET /quarantine}: what phones sent and was refused, the newest first; each with its bytes as they came. */
@Path("/api/v1/quarantine")
public final class QuarantineResource {
    private final Quarantine quarantine;

    QuarantineResource(Quarantine quarantine) {
        this.quarantine = quarantine;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> page(
            @Auth Caller caller, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        return quarantine.page(caller, PageRequest.of(limit, after));
    }

    /** Without a type of its own: it was refused because it is perhaps not even JSON. */
    @GET
    @Path("/{install}/{sha256}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public byte[] raw(@Auth Caller caller, @PathParam("install") String install, @PathParam("sha256") String sha256) {
        return quarantine.raw(caller, PathValue.of("install", install, UUID::fromString), sha256);
    }
}
