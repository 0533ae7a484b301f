package org.hunar.server.assessment;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ETags;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/assessments}. */
@Path("/api/v1/programmes/{programme}/assessments")
@Produces(MediaType.APPLICATION_JSON)
public final class AssessmentResource {
    private final AssessmentReader reader;

    AssessmentResource(AssessmentReader reader) {
        this.reader = reader;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("late") Boolean late,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return reader.page(
                caller, PathValue.programme(programme), Optional.ofNullable(late), PageRequest.of(limit, after));
    }

    @GET
    @Path("/{id}")
    public Response one(@Auth Caller caller, @PathParam("programme") String programme, @PathParam("id") String id) {
        Map<String, Object> shown =
                reader.one(caller, PathValue.programme(programme), PathValue.of("id", id, AssessmentId::of));
        return Response.ok(shown)
                .header(HttpHeaders.ETAG, ETags.of((Long) shown.get("rev")))
                .build();
    }
}
