package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.auth.Visit;
import org.hunar.server.device.DeviceResource;
import org.hunar.server.device.EnrolmentResource;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.openrosa.CollectTokenResource;
import org.hunar.server.openrosa.FormMediaResource;
import org.hunar.server.participant.ParticipantResource;
import org.hunar.server.programme.CohortResource;

/** What a programme is set up with: its roster, its forms and its phones. */
@Path("/programmes/{programme}")
public final class OfficePageResource extends PageResource {
    private static final int MOST_DEVICES = 500;

    OfficePageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @Path("roster")
    public Response roster(@Auth Visit visit, @PathParam("programme") String programme) {
        visit.caller().requireManager(PathValue.programme(programme));
        return page(visit, programme, "roster", Map.of());
    }

    /** What would become of a file, a row at a time. Nothing is stored. */
    @POST
    @Path("roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response preview(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormDataParam("form_token") String token,
            @FormDataParam("file") byte[] file) {
        requireManagersForm(visit, programme, token);
        try {
            Map<String, Object> preview = api(ParticipantResource.class)
                    .preview(visit.caller(), programme, file == null ? new byte[0] : file);
            return page(visit, programme, "roster", Map.of("preview", preview));
        } catch (InvalidException e) {
            return page(visit, programme, "roster", errors(e.violations()));
        }
    }

    /** @param csv the rows as the preview showed them */
    @POST
    @Path("roster/confirmed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response store(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormParam("form_token") String token,
            @FormParam("csv") String csv) {
        requireManagersForm(visit, programme, token);
        byte[] rows = (csv == null ? "" : csv).getBytes(StandardCharsets.UTF_8);
        try {
            Map<String, Object> done = api(ParticipantResource.class).takeCsv(visit.caller(), programme, false, rows);
            return page(visit, programme, "roster", Map.of("stored", ((List<?>) done.get("results")).size()));
        } catch (InvalidException e) {
            return page(visit, programme, "roster", errors(e.violations()));
        }
    }

    @GET
    @Path("forms")
    public Response forms(@Auth Visit visit, @PathParam("programme") String programme) {
        return forms(visit, programme, Map.of());
    }

    @POST
    @Path("forms")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response publish(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormDataParam("form_token") String token,
            @FormDataParam("file") byte[] file) {
        requireManagersForm(visit, programme, token);
        try {
            Response published = api(InstrumentResource.class)
                    .publishWorkbook(visit.caller(), programme, file == null ? new byte[0] : file);
            return forms(visit, programme, Map.of("published", entity(published)));
        } catch (InvalidException e) {
            return forms(visit, programme, errors(e.violations()));
        } catch (ProblemException e) {
            return forms(visit, programme, errors(List.of(new Violation("", e.code(), e.getMessage()))));
        }
    }

    /** A form about as a phone shows it. */
    @GET
    @Path("forms/{instrument}/{version}")
    public Response form(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("instrument") String instrument,
            @PathParam("version") String version) {
        return form(visit, programme, instrument, version, Map.of());
    }

    /** A picture, sound or list that a form shows or reads. */
    @POST
    @Path("forms/{instrument}/{version}/files")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response addFile(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("instrument") String instrument,
            @PathParam("version") String version,
            @FormDataParam("form_token") String token,
            @FormDataParam("filename") String name,
            @FormDataParam("file") FormDataBodyPart file) {
        requireManagersForm(visit, programme, token);
        byte[] bytes = file == null ? new byte[0] : file.getValueAs(byte[].class);
        String type = file == null ? null : file.getMediaType().toString();
        try {
            api(FormMediaResource.class)
                    .put(visit.caller(), programme, instrument, version, name == null ? "" : name, type, bytes);
            return seeOther("/programmes/" + programme + "/forms/" + instrument + "/" + version);
        } catch (InvalidException e) {
            return form(visit, programme, instrument, version, errors(e.violations()));
        }
    }

    @GET
    @Path("devices")
    public Response devices(@Auth Visit visit, @PathParam("programme") String programme) {
        return devices(visit, programme, Map.of());
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
        requireManagersForm(visit, programme, form.getFirst("form_token"));
        EnrolmentResource enrolments = api(EnrolmentResource.class);
        Map<String, Object> enrolment =
                entity(enrolments.create(visit.caller(), programme, uri, JsonObject.of("", fields(form, "trainer"))));
        JsonObject code = JsonObject.of("", Map.of("code", enrolment.get("code")));
        byte[] png = (byte[]) enrolments
                .qr(visit.caller(), programme, enrolment.get("id").toString(), uri, code)
                .getEntity();
        return devices(
                visit,
                programme,
                Map.of("enrolment", enrolment, "qr", Base64.getEncoder().encodeToString(png)));
    }

    @POST
    @Path("devices/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response revoke(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        requireManagersForm(visit, programme, token);
        api(DeviceResource.class).revoke(visit.caller(), id);
        return seeOther("/programmes/" + programme + "/devices");
    }

    /** A settings code for the phone of a trainer with ODK Collect, shown once. */
    @POST
    @Path("collect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response letIn(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @Context UriInfo uri,
            MultivaluedMap<String, String> form) {
        requireManagersForm(visit, programme, form.getFirst("form_token"));
        Map<String, Object> collect = entity(api(CollectTokenResource.class)
                .create(visit.caller(), programme, uri, JsonObject.of("", fields(form, "trainer"))));
        return devices(visit, programme, Map.of("collect", collect));
    }

    @POST
    @Path("collect/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response shutOut(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        requireManagersForm(visit, programme, token);
        api(CollectTokenResource.class).revoke(visit.caller(), programme, id);
        return seeOther("/programmes/" + programme + "/devices");
    }

    private Response form(Visit visit, String programme, String instrument, String version, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("form", api(InstrumentResource.class).document(visit.caller(), programme, instrument, version));
        model.put("files", api(FormMediaResource.class).list(visit.caller(), programme, instrument, version));
        return page(visit, programme, "form", model);
    }

    private Response forms(Visit visit, String programme, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("forms", api(InstrumentResource.class).all(visit.caller(), programme));
        return page(visit, programme, "forms", model);
    }

    private Response devices(Visit visit, String programme, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("devices", api(DeviceResource.class).list(visit.caller(), MOST_DEVICES, null));
        model.put("collects", api(CollectTokenResource.class).list(visit.caller(), programme, MOST_DEVICES, null));
        model.put("cohorts", api(CohortResource.class).all(visit.caller(), programme));
        return page(visit, programme, "devices", model);
    }

    private static Map<String, Object> errors(List<Violation> violations) {
        return Map.of("errors", violations.stream().map(Violation::toJson).toList());
    }
}
