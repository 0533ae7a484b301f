package org.hunar.server.auth;

import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;

/** {@code /users}, for administrators; and everybody's own password. */
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {
    private final Users users;
    private final SignIns signIns;
    private final Places places;

    UserResource(Users users, SignIns signIns, Places places) {
        this.users = users;
        this.signIns = signIns;
        this.places = places;
    }

    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(@Auth Caller caller, @PathParam("name") String name, JsonObject body) {
        caller.requireAdmin();
        Users.Put put =
                users.put(caller.name(), PathValue.of("name", name, UserName::new), UserRequest.fromJson(body), places);
        return Response.status(put.created() ? Response.Status.CREATED : Response.Status.OK)
                .entity(put.account().toJson())
                .build();
    }

    /** One's own password. All tokens end that were made with the old one; the answer is a new token. */
    @PUT
    @OpenBeforePasswordChange
    @Path("/{name}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response changePassword(
            @Auth Caller caller, @PathParam("name") String name, @Context HttpServletRequest request, JsonObject body) {
        UserName user = PathValue.of("name", name, UserName::new);
        caller.requireSelf(user);
        return TokenResource.answer(
                signIns.changePassword(user, PasswordChange.fromJson(body), ClientAddress.of(request)));
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller, @QueryParam("limit") Integer limit, @QueryParam("after") String after) {
        caller.requireAdmin();
        PageRequest page = PageRequest.ofWhole(limit, after);
        return page.pageByName(
                users.page(page), account -> account.user().name().value(), Account::toJson);
    }

    @GET
    @Path("/{name}")
    public Map<String, Object> find(@Auth Caller caller, @PathParam("name") String name) {
        caller.requireAdmin();
        return users.find(PathValue.of("name", name, UserName::new))
                .map(Account::toJson)
                .orElseThrow(() -> ProblemException.notFound("user of that name"));
    }
}
