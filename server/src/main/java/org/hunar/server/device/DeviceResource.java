package org.hunar.server.device;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /devices}, for managers: which phones there are, and an end to one that was lost. */
@Path("/api/v1/devices")
@Produces(MediaType.APPLICATION_JSON)
public final class DeviceResource {
    private final Devices devices;

    DeviceResource(Devices devices) {
        this.devices = devices;
    }

    /** @param programme only its phones; absent for those of all programmes that the caller manages */
    @GET
    public Map<String, Object> list(
            @Auth Caller caller,
            @QueryParam("programme") String programme,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return devices.page(
                caller, Optional.ofNullable(programme).map(PathValue::programme), PageRequest.of(limit, after));
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@Auth Caller caller, @PathParam("id") String id) {
        devices.revoke(caller, PathValue.of("id", id, UUID::fromString));
    }
}
