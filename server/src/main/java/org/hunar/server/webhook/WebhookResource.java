package org.hunar.server.webhook;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;
import org.hunar.server.webhook.Delivery.State;

/** {@code /programmes/{p}/webhooks}. */
@Path("/api/v1/programmes/{programme}/webhooks")
@Produces(MediaType.APPLICATION_JSON)
public final class WebhookResource {
    private final Webhooks webhooks;

    WebhookResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @GET
    public Map<String, Object> all(@Auth Caller caller, @PathParam("programme") String programme) {
        return Map.of("items", webhooks.all(managed(caller, programme)));
    }

    /** {@code {url}}; the answer holds the secret, which is told this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response add(@Auth Caller caller, @PathParam("programme") String programme, JsonObject body) {
        Map<String, Object> added = webhooks.add(caller, managed(caller, programme), body);
        return Response.status(Response.Status.CREATED).entity(added).build();
    }

    @DELETE
    @Path("/{id}")
    public Response delete(@Auth Caller caller, @PathParam("programme") String programme, @PathParam("id") String id) {
        webhooks.delete(caller, managed(caller, programme), id(id));
        return Response.noContent().build();
    }

    /** What was told, waits, or was given up. */
    @GET
    @Path("/{id}/deliveries")
    public Map<String, Object> deliveries(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @QueryParam("state") String state,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        ProgrammeId managed = managed(caller, programme);
        return webhooks.deliveries(
                managed, id(id), Optional.ofNullable(state).map(WebhookResource::state), PageRequest.of(limit, after));
    }

    /** Tells one of them once more; the answer does not wait for it. */
    @POST
    @Path("/{id}/deliveries/{delivery}/resend")
    public Response resend(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @PathParam("delivery") String delivery) {
        ProgrammeId managed = managed(caller, programme);
        webhooks.resend(caller, managed, id(id), PathValue.of("delivery", delivery, UUID::fromString));
        return Response.accepted().build();
    }

    private static ProgrammeId managed(Caller caller, String code) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return programme;
    }

    private static UUID id(String id) {
        return PathValue.of("id", id, UUID::fromString);
    }

    private static State state(String name) {
        List<State> states = Arrays.asList(State.values());
        return states.stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidException.at("?state", "INVALID", "one of " + states + " is expected"));
    }
}
