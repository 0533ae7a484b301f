package org.hunar.server.review;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code POST /programmes/{p}/assessments/{id}/approval}, {@code /return} and {@code /void}. */
@Path("/api/v1/programmes/{programme}/assessments")
@Produces(MediaType.APPLICATION_JSON)
public final class ReviewResource {
    private final Reviews reviews;

    ReviewResource(Reviews reviews) {
        this.reviews = reviews;
    }

    @POST
    @Path("/{id}/approval")
    public Map<String, Object> approve(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        return reviews.approve(request(caller, programme, id, ifMatch));
    }

    @POST
    @Path("/{id}/return")
    public Map<String, Object> sendBack(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        return reviews.sendBack(request(caller, programme, id, ifMatch), body);
    }

    @POST
    @Path("/{id}/void")
    public Map<String, Object> declareVoid(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        return reviews.declareVoid(request(caller, programme, id, ifMatch), body);
    }

    private static Reviews.Request request(Caller caller, String programme, String id, String ifMatch) {
        return new Reviews.Request(
                caller, PathValue.programme(programme), PathValue.of("id", id, AssessmentId::of), ifMatch);
    }
}
