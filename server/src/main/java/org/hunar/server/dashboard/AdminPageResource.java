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
import org.hunar.server.programme.CohortResource;
import org.hunar.server.programme.ProgrammeResource;

/** What administrators look after: users, and who did what. */
@Path("/")
public final class AdminPageResource extends PageResource {
    /** What administrators are for, beside the programmes one by one. */
    private static final String ALL = "*";

    AdminPageResource(PageFrame frame) {
        super(frame);
    }

    /** @param programme for which a role is to be given, with its cohorts; {@value #ALL} for an administrator */
    @GET
    @Path("users")
    public Response users(
            @Auth Visit visit, @QueryParam("programme") String programme, @QueryParam("after") String after) {
        return users(visit, programme, after, Map.of());
    }

    /** A new user, or another role and password for one who is there. */
    @POST
    @Path("users")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response put(@Auth Visit visit, MultivaluedMap<String, String> form) {
        visit.caller().requireAdmin();
        String name = form.getFirst("name") == null ? "" : form.getFirst("name").trim();
        return PageForm.of(visit, form.getFirst("form_token"))
                .on(outcome -> users(visit, form.getFirst("programme"), null, outcome))
                .keeping("entered", fields(form, "name", "role", "language"))
                .leadsTo(
                        "/users",
                        () -> api(UserResource.class).put(visit.caller(), name, JsonObject.of("", account(form))));
    }

    private static Map<String, Object> account(MultivaluedMap<String, String> form) {
        Map<String, Object> role = fields(form, "role");
        if (!"ADMIN".equals(role.get("role"))) {
            role.putAll(fields(form, "programme"));
        }
        if ("TRAINER".equals(role.get("role"))) {
            role.put("cohorts", form.getOrDefault("cohort", List.of()));
        }
        Map<String, Object> account = fields(form, "password");
        account.put("roles", List.of(role));
        account.put("languages", List.of(form.getFirst("language") == null ? "en" : form.getFirst("language")));
        if (account.containsKey("password")) {
            // the administrator knows it, so it is to be the user's own soon
            account.put("must_change_password", true);
        }
        return account;
    }

    private Response users(Visit visit, String programme, String after, Map<String, ?> outcome) {
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("users", api(UserResource.class).page(visit.caller(), ON_A_PAGE, given(after)));
        model.put("programmes", api(ProgrammeResource.class).page(visit.caller(), null, null));
        if (given(programme) != null) {
            model.put("of", programme);
        }
        if (given(programme) != null && !programme.equals(ALL)) {
            model.put("cohorts", api(CohortResource.class).page(visit.caller(), programme, null, null));
        }
        return page(visit, "users", model);
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
        Map<String, Object> change = Map.of("disabled", "yes".equals(disabled));
        return PageForm.of(visit, token)
                .on(outcome -> users(visit, null, null, outcome))
                .keeping("here", "/users")
                .leadsTo("/users", () -> api(UserResource.class).put(visit.caller(), name, JsonObject.of("", change)));
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
