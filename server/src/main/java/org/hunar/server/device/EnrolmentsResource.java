package org.hunar.server.device;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Caller;

/** {@code POST /enrolments}: as {@link EnrolmentResource}, for who names the programme beside the trainer. */
@Path("/api/v1/enrolments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EnrolmentsResource {
    private static final String PROGRAMME = "programme";

    private final EnrolmentResource ofProgramme;

    EnrolmentsResource(EnrolmentResource ofProgramme) {
        this.ofProgramme = ofProgramme;
    }

    @POST
    public Response create(@Auth Caller caller, @Context UriInfo uri, JsonObject body) {
        Devices.requireManagerOfAny(caller);
        return ofProgramme.create(caller, body.text(PROGRAMME), uri, body);
    }
}
