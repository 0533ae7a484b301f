package org.hunar.server.instrument;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;
import org.hunar.server.instrument.InstrumentEditor.Correction;
import org.hunar.server.instrument.InstrumentEditor.Publishing;

/** {@code /programmes/{p}/instruments}. */
@Path("/api/v1/programmes/{programme}/instruments")
@Produces(MediaType.APPLICATION_JSON)
public final class InstrumentResource {
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final String VERSION = "/{instrument}/versions/{version}";

    /** A version never changes, so whoever has it need not ask again for a year. */
    private static final String FOREVER = "private, max-age=31536000, immutable";

    private final InstrumentReader reader;
    private final InstrumentEditor editor;

    InstrumentResource(InstrumentReader reader, InstrumentEditor editor) {
        this.reader = reader;
        this.editor = editor;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        PageRequest page = PageRequest.ofWhole(limit, after);
        return page.page(
                reader.page(caller, PathValue.programme(programme), page),
                published -> published.instrument().id().toString(),
                InstrumentResource::summary);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response publish(@Auth Caller caller, @PathParam("programme") String programmeCode, JsonObject body) {
        ProgrammeId programme = PathValue.programme(programmeCode);
        caller.requireManager(programme);
        Publication publication = Publication.fromJson(body);
        Publishing publishing = editor.publish(caller, programme, publication);
        Published published = publishing.published();
        List<Violation> warnings = new ArrayList<>(Warnings.ofGenerated(published.instrument(), published.key()));
        warnings.addAll(Warnings.ofRenamed(publishing.before(), publication.form()));
        return answer(programme, publishing, warnings);
    }

    /** A workbook (XLSForm) with the key in it. */
    @POST
    @Consumes(XLSX)
    public Response publishWorkbook(@Auth Caller caller, @PathParam("programme") String programmeCode, byte[] file) {
        ProgrammeId programme = PathValue.programme(programmeCode);
        caller.requireManager(programme);
        return publish(caller, programme, FormPublication.ofWorkbook(file));
    }

    /**
     * An XForm that was made elsewhere, as it is.
     *
     * @param form the part {@code form}
     * @param key the part {@code key}: JSON, or a workbook with a sheet scoring
     */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response publishForm(
            @Auth Caller caller,
            @PathParam("programme") String programmeCode,
            @FormDataParam("form") FormDataBodyPart form,
            @FormDataParam("key") FormDataBodyPart key) {
        ProgrammeId programme = PathValue.programme(programmeCode);
        caller.requireManager(programme);
        byte[] xform = bytes("form", form);
        byte[] keyBytes = bytes("key", key);
        boolean isWorkbook = key.getMediaType().isCompatible(MediaType.valueOf(XLSX));
        return publish(
                caller,
                programme,
                isWorkbook
                        ? FormPublication.ofXForm(xform, keyBytes)
                        : FormPublication.ofXForm(xform, JsonObject.of("", Json.readBody(keyBytes))));
    }

    private static byte[] bytes(String name, FormDataBodyPart part) {
        if (part == null) {
            throw InvalidException.at(
                    name, "REQUIRED", "send two parts: form, the XForm, and key, in JSON or a workbook");
        }
        return part.getValueAs(byte[].class);
    }

    private Response publish(Caller caller, ProgrammeId programme, FormPublication form) {
        try {
            Publishing publishing = editor.publish(caller, programme, form.publication());
            return answer(programme, publishing, form.warningsAnd(publishing));
        } catch (InvalidException e) {
            throw form.atItsCells(e);
        }
    }

    private static Response answer(ProgrammeId programme, Publishing publishing, List<Violation> warnings) {
        return Response.status(publishing.created() ? Response.Status.CREATED : Response.Status.OK)
                .location(UriBuilder.fromResource(InstrumentResource.class)
                        .path(VERSION)
                        .build(
                                programme,
                                publishing.published().instrument().id().instrument(),
                                publishing.published().instrument().id().version()))
                .entity(published(publishing.published(), warnings))
                .build();
    }

    /** The XForm: the same bytes for ever. */
    @GET
    @Path(VERSION + ".xml")
    @Produces({"text/xml;charset=utf-8", "application/xml;charset=utf-8"})
    public Response form(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version,
            @Context Request request) {
        XForm form = reader.form(caller, PathValue.programme(programme), id(code, version));
        EntityTag tag = new EntityTag(form.hash());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(form.bytes()) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, FOREVER)
                .build();
    }

    @GET
    @Path(VERSION)
    public Response find(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version,
            @Context Request request) {
        Map<String, Object> doc = document(caller, programme, code, version);
        EntityTag tag = new EntityTag(CanonicalJson.sha256(doc));
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(doc) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, FOREVER)
                .build();
    }

    /** The instrument without its key, as JSON. */
    public Map<String, Object> document(Caller caller, String programme, String code, String version) {
        return reader.find(caller, PathValue.programme(programme), id(code, version))
                .instrument()
                .toJson();
    }

    @GET
    @Path(VERSION + "/key")
    public Map<String, Object> key(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version) {
        Published published = reader.withKey(caller, PathValue.programme(programme), id(code, version));
        Map<String, Object> key = published.key().toJson(published.instrument());
        key.put("key_version", published.keyVersion());
        return key;
    }

    @PUT
    @Path(VERSION + "/key")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> correctKey(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @PathParam("instrument") String code,
            @PathParam("version") String version,
            @QueryParam("dry_run") @DefaultValue("false") boolean dryRun,
            JsonObject body) {
        Correction correction =
                editor.correctKey(caller, PathValue.programme(programme), id(code, version), body, dryRun);
        return new JsonFields()
                .put("key_version", correction.keyVersion())
                .put("changed_scores", correction.effect().changedScores())
                .put("changed_levels", correction.effect().changedLevels())
                .toMap();
    }

    private static Map<String, Object> published(Published published, List<Violation> warnings) {
        Instrument instrument = published.instrument();
        Map<String, Object> answer = new JsonFields()
                .put("instrument", instrument.id().instrument().value())
                .put("version", instrument.id().version())
                .put("items", instrument.items().size())
                .put("max_points", published.key().maxPoints())
                .toMap();
        answer.put("warnings", warnings.stream().map(Violation::toJson).toList());
        return answer;
    }

    private static Map<String, Object> summary(Published published) {
        Instrument instrument = published.instrument();
        return new JsonFields()
                .put("instrument", instrument.id().instrument().value())
                .put("version", instrument.id().version())
                .put("title", instrument.title().byLanguage())
                .put("languages", instrument.languages())
                .put("phases", instrument.phases().stream().map(Enum::name).toList())
                .put("items", instrument.items().size())
                .put("max_points", published.key().maxPoints())
                .put("key_version", published.keyVersion())
                .toMap();
    }

    private static InstrumentVersion id(String code, String version) {
        InstrumentId instrument = PathValue.of("instrument", code, InstrumentId::new);
        return PathValue.of("version", version, text -> new InstrumentVersion(instrument, text));
    }
}
