package org.hunar.server.device;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.DeviceAnswer;
import org.hunar.model.sync.DeviceRegistration;
import org.hunar.server.auth.Attempts;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.ProblemException;

/** {@code POST /devices}: a phone with a code of a manager's; it has no token yet. */
@Path("/api/v1/devices")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class RegistrationResource {
    private final Devices devices;
    private final Attempts attempts;

    RegistrationResource(Devices devices, Attempts attempts) {
        this.devices = devices;
        this.attempts = attempts;
    }

    @POST
    public Response register(@Context HttpServletRequest request, JsonObject body) {
        String address = ClientAddress.of(request);
        attempts.admit(address);
        try {
            DeviceAnswer answer = devices.register(DeviceRegistration.fromJson(body));
            return Response.status(Response.Status.CREATED)
                    .entity(answer.toJson())
                    .build();
        } catch (ProblemException refusal) {
            attempts.wrong(address);
            throw refusal;
        }
    }
}
