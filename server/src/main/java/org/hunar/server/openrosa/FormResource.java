package org.hunar.server.openrosa;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ETags;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.OpenRosaXml.Entry;
import org.hunar.server.openrosa.OpenRosaXml.MediaFile;

/** What phones fetch: the list of forms, each form, and the roster that comes with it. Nothing is sent twice unchanged. */
@Path("/openrosa/{programme}")
public final class FormResource {
    private static final String VERSION = "version";
    private static final String TEXT_CSV = "text/csv; charset=utf-8";
    /** More do not fit into an address. */
    private static final int MOST_IDS = 1_800;

    private final Members members;
    private final Forms forms;
    private final RosterList roster;
    private final FormMedia media;

    FormResource(Members members, Forms forms, RosterList roster, FormMedia media) {
        this.members = members;
        this.forms = forms;
        this.roster = roster;
        this.media = media;
    }

    @GET
    @Path("/formList")
    public Response formList(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("formID") String only,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @Context ContainerRequestContext request) {
        ProgrammeId programme = members.require(caller, code);
        List<Entry> entries = forms.newest(programme).stream()
                .filter(form -> only == null
                        || only.isEmpty()
                        || only.equals(form.id().instrument().value()))
                .map(form -> entry(form, address(request, programme)))
                .toList();
        byte[] list = OpenRosaXml.formList(entries);
        return answer(known, Md5.of(list), OpenRosaXml.TEXT_XML, () -> list);
    }

    @GET
    @Path("/forms/{form}.xml")
    public Response form(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("form") String id,
            @QueryParam(VERSION) String version,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        ProgrammeId programme = members.require(caller, code);
        FormFile form = forms.require(programme, id, Optional.ofNullable(version));
        return answer(known, form.md5(), OpenRosaXml.TEXT_XML, () -> forms.bytes(programme, form));
    }

    @GET
    @Path("/forms/{form}/manifest")
    public Response manifest(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("form") String id,
            @QueryParam(VERSION) String version,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known,
            @Context ContainerRequestContext request) {
        ProgrammeId programme = members.require(caller, code);
        FormFile form = forms.require(programme, id, Optional.ofNullable(version));
        String door = address(request, programme);
        List<MediaFile> files = new ArrayList<>();
        // asked for form by form at every refresh, so nothing is opened to answer it
        String rosterVersion = form.rosters().isEmpty() ? "" : roster.version(caller, programme);
        form.rosters()
                .forEach(file -> files.add(new MediaFile(
                        file,
                        rosterVersion,
                        attachment(door, form, file),
                        Optional.of(door + "/datasets/" + FormFile.listOf(file) + "/integrity"))));
        media.of(programme, form)
                .forEach(file -> files.add(
                        new MediaFile(file.name(), file.md5(), attachment(door, form, file.name()), Optional.empty())));
        byte[] manifest = OpenRosaXml.manifest(files);
        return answer(known, Md5.of(manifest), OpenRosaXml.TEXT_XML, () -> manifest);
    }

    @GET
    @Path("/forms/{form}/attachments/{file}")
    public Response attachment(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("form") String id,
            @PathParam("file") String file,
            @QueryParam(VERSION) String version,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String known) {
        ProgrammeId programme = members.require(caller, code);
        FormFile form = forms.require(programme, id, Optional.ofNullable(version));
        return form.rosters().contains(file)
                ? roster(caller, programme, known)
                : media.find(programme, form, file)
                        .map(found -> media(found, known))
                        .orElseThrow(() -> ProblemException.notFound("file of this name with the form"));
    }

    private Response roster(Caller caller, ProgrammeId programme, String known) {
        String now = roster.version(caller, programme);
        if (ETags.isKnown(known, quoted(now))) {
            return answer(known, now, TEXT_CSV, () -> new byte[0]);
        }
        RosterList.Csv csv = roster.csv(caller, programme);
        return answer(null, csv.version(), TEXT_CSV, csv::bytes);
    }

    private Response media(FormMediaFile file, String known) {
        return answer(known, file.md5(), file.mime(), () -> {
            InputStream bytes = media.open(file);
            return (StreamingOutput) out -> {
                try (bytes) {
                    bytes.transferTo(out);
                }
            };
        });
    }

    /** Which entities of a list are no longer; one that was never heard of may be on its way, and is not deleted. */
    @GET
    @Path("/datasets/{dataset}/integrity")
    public Response integrity(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("dataset") String dataset,
            @QueryParam("id") String ids) {
        ProgrammeId programme = members.require(caller, code);
        List<String> asked = Arrays.stream((ids == null ? "" : ids).split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .toList();
        if (asked.size() > MOST_IDS) {
            throw ProblemException.tooLarge("at most " + MOST_IDS + " ids are looked up at once");
        }
        Set<String> removed = roster.removed(programme, asked);
        return Response.ok(OpenRosaXml.integrity(asked, id -> removed.contains(id.toLowerCase(Locale.ROOT))))
                .type(OpenRosaXml.TEXT_XML)
                .build();
    }

    private static Entry entry(FormFile form, String door) {
        String at = door + "/forms/" + form.id().instrument();
        return new Entry(
                form,
                at + ".xml" + query(form),
                form.rosters().isEmpty() && form.media().isEmpty()
                        ? Optional.empty()
                        : Optional.of(at + "/manifest" + query(form)));
    }

    private static String attachment(String door, FormFile form, String file) {
        return door + "/forms/" + form.id().instrument() + "/attachments/"
                + URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20") + query(form);
    }

    /** The very version that was listed, so that one published meanwhile is no broken download. */
    private static String query(FormFile form) {
        return "?" + VERSION + "=" + URLEncoder.encode(form.id().version(), StandardCharsets.UTF_8);
    }

    /** Where this phone came in, token and all: without it in each address it would not get further. */
    private static String address(ContainerRequestContext request, ProgrammeId programme) {
        String token = KeyPrefixFilter.token(request);
        return request.getUriInfo().getBaseUri() + (token == null ? "" : "key/" + token + "/") + "openrosa/"
                + programme;
    }

    private static Response answer(String known, String version, String type, Supplier<?> content) {
        Response.ResponseBuilder response = ETags.isKnown(known, quoted(version))
                ? Response.notModified()
                : Response.ok(content.get()).type(type);
        return response.header(HttpHeaders.ETAG, quoted(version))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static String quoted(String version) {
        return '"' + version + '"';
    }
}
