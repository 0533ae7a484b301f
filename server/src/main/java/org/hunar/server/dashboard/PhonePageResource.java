package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Visit;
import org.hunar.server.device.DeviceResource;
import org.hunar.server.device.EnrolmentResource;
import org.hunar.server.http.PathValue;
import org.hunar.server.openrosa.CollectTokenResource;
import org.hunar.server.programme.CohortResource;

/** The phones of a programme: codes by which they are let in, and an end to one that was lost. */
@Path("/programmes/{programme}")
public final class PhonePageResource extends PageResource {
    PhonePageResource(PageFrame frame) {
        super(frame);
    }

    /** @param collects where the list of phones with ODK Collect goes on, beside that of phones with the app */
    @GET
    @Path("devices")
    public Response devices(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("after") String after,
            @QueryParam("collects") String collects) {
        return devices(visit, programme, after, collects, Map.of());
    }

    /** A code for the phone of a trainer, shown once. */
    @POST
    @Path("devices")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response enrol(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @Context UriInfo uri,
            MultivaluedMap<String, String> form) {
        return PageForm.ofManager(visit, programme, form.getFirst("form_token"))
                .on(outcome -> devices(visit, programme, outcome))
                .shows(() -> devices(visit, programme, enrolled(visit, programme, uri, form)));
    }

    private Map<String, Object> enrolled(
            Visit visit, String programme, UriInfo uri, MultivaluedMap<String, String> form) {
        EnrolmentResource enrolments = api(EnrolmentResource.class);
        Map<String, Object> enrolment =
                entity(enrolments.create(visit.caller(), programme, uri, JsonObject.of("", fields(form, "trainer"))));
        JsonObject code = JsonObject.of("", Map.of("code", enrolment.get("code")));
        byte[] png = (byte[]) enrolments
                .qr(visit.caller(), programme, enrolment.get("id").toString(), uri, code)
                .getEntity();
        return Map.of("enrolment", enrolment, "qr", Base64.getEncoder().encodeToString(png));
    }

    @POST
    @Path("devices/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        return PageForm.ofManager(visit, programme, token)
                .leadsTo(path(programme), () -> api(DeviceResource.class).revoke(visit.caller(), id));
    }

    /** A settings code for the phone of a trainer with ODK Collect, shown once. */
    @POST
    @Path("collect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response letCollectIn(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @Context UriInfo uri,
            MultivaluedMap<String, String> form) {
        return PageForm.ofManager(visit, programme, form.getFirst("form_token"))
                .on(outcome -> devices(visit, programme, outcome))
                .shows(() -> devices(visit, programme, Map.of("collect", letIn(visit, programme, uri, form))));
    }

    private Map<String, Object> letIn(Visit visit, String programme, UriInfo uri, MultivaluedMap<String, String> form) {
        JsonObject trainer = JsonObject.of("", fields(form, "trainer"));
        return entity(api(CollectTokenResource.class).create(visit.caller(), programme, uri, trainer));
    }

    @POST
    @Path("collect/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response shutOut(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        return PageForm.ofManager(visit, programme, token)
                .leadsTo(path(programme), () -> api(CollectTokenResource.class).revoke(visit.caller(), programme, id));
    }

    private Response devices(Visit visit, String programme, Map<String, ?> outcome) {
        return devices(visit, programme, null, null, outcome);
    }

    private Response devices(Visit visit, String programme, String after, String collects, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("here", path(programme));
        model.put("devices", api(DeviceResource.class).list(visit.caller(), programme, ON_A_PAGE, given(after)));
        model.put(
                "collects",
                api(CollectTokenResource.class).list(visit.caller(), programme, ON_A_PAGE, given(collects)));
        model.put("cohorts", api(CohortResource.class).page(visit.caller(), programme, null, null));
        return page(visit, programme, "devices", model);
    }

    private static String path(String programme) {
        return "/programmes/" + programme + "/devices";
    }
}
