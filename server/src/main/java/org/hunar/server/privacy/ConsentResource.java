package org.hunar.server.privacy;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code PUT /programmes/{p}/participants/{id}/consent}, and its {@code /withdrawal}. */
@Path("/api/v1/programmes/{programme}/participants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ConsentResource {
    private final Consents consents;

    ConsentResource(Consents consents) {
        this.consents = consents;
    }

    @PUT
    @Path("/{id}/consent")
    public Map<String, Object> give(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            JsonObject body) {
        return consents.give(caller, PathValue.programme(programme), id(id), body);
    }

    @POST
    @Path("/{id}/consent/withdrawal")
    public Map<String, Object> withdraw(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            JsonObject body) {
        return consents.withdraw(caller, PathValue.programme(programme), id(id), body);
    }

    private static ParticipantId id(String id) {
        return PathValue.of("id", id, ParticipantId::of);
    }
}
