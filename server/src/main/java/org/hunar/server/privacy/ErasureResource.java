package org.hunar.server.privacy;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/participants/{id}/erasure}. */
@Path("/api/v1/programmes/{programme}/participants")
@Produces(MediaType.APPLICATION_JSON)
public final class ErasureResource {
    private final Erasures erasures;

    ErasureResource(Erasures erasures) {
        this.erasures = erasures;
    }

    @GET
    @Path("/{id}/erasure")
    public Map<String, Object> find(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("id") String id) {
        return erasures.find(caller, PathValue.programme(programme), id(id)).toJson();
    }

    /** Cannot be taken back. */
    @POST
    @Path("/{id}/erasure")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> erase(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            JsonObject body) {
        return erasures.erase(caller, PathValue.programme(programme), id(id), body)
                .toJson();
    }

    private static ParticipantId id(String id) {
        return PathValue.of("id", id, ParticipantId::of);
    }
}
