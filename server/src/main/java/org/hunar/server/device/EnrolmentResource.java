package org.hunar.server.device;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code POST /programmes/{p}/enrolments}: a code with which a trainer enrols a phone. */
@Path("/api/v1/programmes/{programme}/enrolments")
@Consumes(MediaType.APPLICATION_JSON)
public final class EnrolmentResource {
    private static final String API = "api/v1";
    private static final String NO_STORE = "no-store";

    private final Enrolments enrolments;
    private final Optional<String> publicUrl;

    /** @param publicUrl by which phones reach the API; without it, the one by which the manager came */
    EnrolmentResource(Enrolments enrolments, Optional<String> publicUrl) {
        this.enrolments = enrolments;
        this.publicUrl = publicUrl;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Response create(
            @Auth Caller caller, @PathParam("programme") String code, @Context UriInfo uri, JsonObject body) {
        ProgrammeId programme = managed(caller, code);
        return Response.status(Response.Status.CREATED)
                .entity(enrolments.create(caller, programme, EnrolmentRequest.fromJson(body), url(uri)))
                .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .build();
    }

    /** {@code {code}} as a picture. The code is sent and not looked up, since the server keeps its hash only. */
    @POST
    @Path("/{id}/qr.png")
    @Produces("image/png")
    public Response qr(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("id") String id,
            @Context UriInfo uri,
            JsonObject body) {
        ProgrammeId programme = managed(caller, code);
        byte[] png = enrolments.qr(
                caller,
                programme,
                PathValue.of("id", id, UUID::fromString),
                new OneTimeCode(body.text("code")),
                url(uri));
        return Response.ok(png).header(HttpHeaders.CACHE_CONTROL, NO_STORE).build();
    }

    /** Whoever may not do it is not told what is wrong with the message. */
    private static ProgrammeId managed(Caller caller, String code) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return programme;
    }

    private String url(UriInfo uri) {
        return publicUrl.orElseGet(() -> uri.getBaseUri() + API);
    }
}
