package org.hunar.server.openrosa;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/collect-tokens}, for managers: a settings code for a phone with Collect, and an end to it. */
@Path("/api/v1/programmes/{programme}/collect-tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class CollectTokenResource {
    private static final String API = "/api/v1$";

    private final CollectTokens tokens;
    private final Optional<String> publicUrl;

    /** @param publicUrl by which phones reach the API; without it, the one by which the manager came */
    CollectTokenResource(CollectTokens tokens, Optional<String> publicUrl) {
        this.tokens = tokens;
        this.publicUrl = publicUrl;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(
            @Auth Caller caller, @PathParam("programme") String code, @Context UriInfo uri, JsonObject body) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        String server = publicUrl
                .map(api -> api.replaceAll(API, "") + "/")
                .orElseGet(() -> uri.getBaseUri().toString());
        return Response.status(Response.Status.CREATED)
                .entity(tokens.create(caller, programme, body, server))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    public Map<String, Object> list(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return tokens.page(caller, programme, PageRequest.of(limit, after));
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@Auth Caller caller, @PathParam("programme") String code, @PathParam("id") String id) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        tokens.revoke(caller, programme, PathValue.of("id", id, UUID::fromString));
    }
}
