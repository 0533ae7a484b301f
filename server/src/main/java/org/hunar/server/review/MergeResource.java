package org.hunar.server.review;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.OperationId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/merges}: people who are on the roster twice. */
@Path("/api/v1/programmes/{programme}/merges")
@Produces(MediaType.APPLICATION_JSON)
public final class MergeResource {
    private final Merges merges;

    MergeResource(Merges merges) {
        this.merges = merges;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return merges.page(caller, PathValue.programme(programme), PageRequest.of(limit, after));
    }

    @POST
    public Response merge(@Auth Caller caller, @PathParam("programme") String programme, JsonObject body) {
        return Response.status(Response.Status.CREATED)
                .entity(merges.merge(caller, PathValue.programme(programme), body))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public Map<String, Object> unmerge(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("id") String id) {
        return merges.unmerge(caller, PathValue.programme(programme), PathValue.of("id", id, OperationId::of));
    }
}
