package org.hunar.server.programme;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Function;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ETags;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /programmes}. */
@Path("/api/v1/programmes")
@Produces(MediaType.APPLICATION_JSON)
public final class ProgrammeResource {
    private final ProgrammeReader reader;
    private final ProgrammeEditor editor;

    ProgrammeResource(ProgrammeReader reader, ProgrammeEditor editor) {
        this.reader = reader;
        this.editor = editor;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        return reader.programmes(caller, PageRequest.ofWhole(limit, after));
    }

    @GET
    @Path("/{programme}")
    public Response find(@Auth Caller caller, @PathParam("programme") String code) {
        return answer(reader.programme(caller, PathValue.programme(code)), Programme::toJson);
    }

    @PUT
    @Path("/{programme}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return answer(editor.put(caller, Programme.fromJson(programme, body), ifMatch), Programme::toJson);
    }

    /** With its revision as the tag; 201 if this call has made it. */
    static <T> Response answer(Stored<T> stored, Function<T, Map<String, Object>> codec) {
        return Response.status(stored.isCreated() ? Response.Status.CREATED : Response.Status.OK)
                .header(HttpHeaders.ETAG, ETags.of(stored.rev()))
                .entity(stored.toJson(codec))
                .build();
    }
}
