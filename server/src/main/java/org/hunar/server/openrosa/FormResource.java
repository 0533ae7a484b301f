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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
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
    private static final int MOST_IDS = 10_000;

    private final Members members;
    private final Forms forms;
    private final RosterList roster;

    FormResource(Members members, Forms forms, RosterList roster) {
        this.members = members;
        this.forms = forms;
        this.roster = roster;
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
                .filter(form ->
                        only == null || only.equals(form.id().instrument().value()))
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
        // asked for form by form at every refresh, so nothing is opened to answer it
        String rosterVersion = form.rosters().isEmpty() ? "" : roster.version(caller, programme);
        byte[] manifest = OpenRosaXml.manifest(form.rosters().stream()
                .map(file -> new MediaFile(
                        file,
                        rosterVersion,
                        door + "/forms/" + id + "/attachments/" + file + query(form),
                        door + "/datasets/" + FormFile.listOf(file) + "/integrity"))
                .toList());
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
        if (!forms.require(programme, id, Optional.ofNullable(version))
                .rosters()
                .contains(file)) {
            throw ProblemException.notFound("file of this name with the form");
        }
        String now = roster.version(caller, programme);
        if (ETags.isKnown(known, quoted(now))) {
            return answer(known, now, TEXT_CSV, () -> new byte[0]);
        }
        RosterList.Csv csv = roster.csv(caller, programme);
        return answer(null, csv.version(), TEXT_CSV, csv::bytes);
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
        return Response.ok(OpenRosaXml.integrity(asked, removed::contains))
                .type(OpenRosaXml.TEXT_XML)
                .build();
    }

    private static Entry entry(FormFile form, String door) {
        String at = door + "/forms/" + form.id().instrument();
        return new Entry(
                form,
                at + ".xml" + query(form),
                form.rosters().isEmpty() ? Optional.empty() : Optional.of(at + "/manifest" + query(form)));
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

    private static Response answer(String known, String version, String type, Supplier<byte[]> bytes) {
        Response.ResponseBuilder response = ETags.isKnown(known, quoted(version))
                ? Response.notModified()
                : Response.ok(bytes.get()).type(type);
        return response.header(HttpHeaders.ETAG, quoted(version))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    private static String quoted(String version) {
        return '"' + version + '"';
    }
}
