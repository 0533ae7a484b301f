package org.hunar.server.review;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;
import org.hunar.server.sync.CaseKind;

/** {@code /programmes/{p}/conflicts}: the cases for a manager. */
@Path("/api/v1/programmes/{programme}/conflicts")
@Produces(MediaType.APPLICATION_JSON)
public final class ConflictResource {
    private final CaseList list;
    private final Resolutions resolutions;

    ConflictResource(CaseList list, Resolutions resolutions) {
        this.list = list;
        this.resolutions = resolutions;
    }

    /**
     * @param status open or resolved; absent for both
     * @param kind as in the protocol, such as HARD_CONFLICT; absent for all
     */
    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("status") String status,
            @QueryParam("kind") String kind,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        CaseList.Filter filter = new CaseList.Filter(
                Optional.ofNullable(status).map(ConflictResource::isOpen),
                Optional.ofNullable(kind).map(ConflictResource::kind));
        return list.page(caller, PathValue.programme(programme), filter, PageRequest.of(limit, after));
    }

    @POST
    @Path("/{id}/resolution")
    public Map<String, Object> resolve(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        UUID number = PathValue.of("id", id, UUID::fromString);
        return resolutions.resolve(
                new Resolutions.Request(caller, PathValue.programme(programme), number, ifMatch), body);
    }

    private static boolean isOpen(String status) {
        if (!status.equals("open") && !status.equals("resolved")) {
            throw InvalidException.at("?status", "INVALID", "open or resolved is expected");
        }
        return status.equals("open");
    }

    private static CaseKind kind(String name) {
        return Arrays.stream(CaseKind.values())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InvalidException.at(
                        "?kind", "INVALID", "one of " + Arrays.toString(CaseKind.values()) + " is expected"));
    }
}
