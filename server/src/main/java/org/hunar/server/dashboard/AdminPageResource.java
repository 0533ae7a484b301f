package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.AuditResource;
import org.hunar.server.auth.UserResource;
import org.hunar.server.auth.Visit;
import org.hunar.server.programme.ProgrammeResource;

/** What administrators look after: users, and who did what. */
@Path("/")
public final class AdminPageResource extends PageResource {
    private static final int ON_A_PAGE = 100;

    AdminPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @Path("users")
    public Response users(@Auth Visit visit) {
        Map<String, Object> model = new HashMap<>();
        model.put("users", api(UserResource.class).all(visit.caller()));
        model.put("programmes", api(ProgrammeResource.class).all(visit.caller()));
        return page(visit, "users", model);
    }

    /** A new user, or another role and password for one who is there. */
    @POST
    @Path("users")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response put(@Auth Visit visit, MultivaluedMap<String, String> form) {
        visit.caller().requireAdmin();
        visit.requireOwnForm(form.getFirst("form_token"));
        Map<String, Object> account = fields(form, "password");
        account.put("roles", List.of(fields(form, "role", "programme")));
        account.put("languages", List.of(form.getFirst("language") == null ? "en" : form.getFirst("language")));
        String name = form.getFirst("name") == null ? "" : form.getFirst("name").trim();
        api(UserResource.class).put(visit.caller(), name, JsonObject.of("", account));
        return seeOther("/users");
    }

    @POST
    @Path("users/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response disable(
            @Auth Visit visit,
            @PathParam("name") String name,
            @FormParam("disabled") String disabled,
            @FormParam("form_token") String token) {
        visit.caller().requireAdmin();
        visit.requireOwnForm(token);
        Map<String, Object> change = Map.of("disabled", "yes".equals(disabled));
        api(UserResource.class).put(visit.caller(), name, JsonObject.of("", change));
        return seeOther("/users");
    }

    @GET
    @Path("audit")
    public Response audit(@Auth Visit visit, @QueryParam("who") String who, @QueryParam("after") String after) {
        AuditResource audit = api(AuditResource.class);
        Map<String, Object> model = new HashMap<>();
        model.put("entries", audit.page(visit.caller(), null, given(who), null, ON_A_PAGE, given(after)));
        model.put("chain", audit.chain(visit.caller(), null));
        model.put("who", given(who) == null ? "" : who);
        return page(visit, "audit", model);
    }
}
