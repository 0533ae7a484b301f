package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.openrosa.FormMediaResource;

/** The forms of a programme: workbooks to publish, and their files. */
@Path("/programmes/{programme}")
public final class FormPageResource extends PageResource {
    private static final byte[] NO_FILE = {};

    FormPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @Path("forms")
    public Response forms(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("after") String after) {
        return forms(visit, programme, after, Map.of());
    }

    @POST
    @Path("forms")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response publish(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormDataParam("form_token") String token,
            @FormDataParam("file") byte[] file) {
        return PageForm.ofManager(visit, programme, token)
                .on(outcome -> forms(visit, programme, null, outcome))
                .keeping("refused", true)
                .shows(() -> forms(
                        visit,
                        programme,
                        null,
                        Map.of("published", published(visit, programme, file == null ? NO_FILE : file))));
    }

    private Map<String, Object> published(Visit visit, String programme, byte[] workbook) {
        return entity(api(InstrumentResource.class).publishWorkbook(visit.caller(), programme, workbook));
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
        PageForm form = PageForm.ofManager(visit, programme, token)
                .on(outcome -> form(visit, programme, instrument, version, outcome));
        byte[] bytes = file == null ? NO_FILE : file.getValueAs(byte[].class);
        String type = file == null ? null : file.getMediaType().toString();
        return form.leadsTo(
                path(programme, instrument, version),
                () -> api(FormMediaResource.class)
                        .put(visit.caller(), programme, instrument, version, name == null ? "" : name, type, bytes));
    }

    private static String path(String programme, String instrument, String version) {
        return "/programmes/" + programme + "/forms/" + instrument + "/" + version;
    }

    private Response form(Visit visit, String programme, String instrument, String version, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("here", path(programme, instrument, version));
        model.put("form", api(InstrumentResource.class).document(visit.caller(), programme, instrument, version));
        model.put("files", api(FormMediaResource.class).list(visit.caller(), programme, instrument, version));
        return page(visit, programme, "form", model);
    }

    private Response forms(Visit visit, String programme, String after, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("forms", api(InstrumentResource.class).page(visit.caller(), programme, ON_A_PAGE, given(after)));
        return page(visit, programme, "forms", model);
    }
}
