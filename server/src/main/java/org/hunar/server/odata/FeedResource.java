package org.hunar.server.odata;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;

/** The calls of an OData service: what there is, its description, the rows of a table, one of them, and how many. */
public abstract class FeedResource {
    private static final Pattern ADDRESS = Pattern.compile("([A-Za-z_]+)(?:\\((.*)\\))?", Pattern.DOTALL);
    private static final Pattern PAGE_SIZE = Pattern.compile("(?:odata\\.)?maxpagesize\\s*=\\s*\"?(\\d{1,9})\"?");
    private static final String XML = "application/xml;charset=utf-8";

    private final Feeds feeds;
    private final String folder;
    private final boolean names;

    /**
     * @param folder last part of the address of the service
     * @param names whether with the columns that tell who somebody is
     */
    FeedResource(Feeds feeds, String folder, boolean names) {
        this.feeds = feeds;
        this.folder = folder;
        this.names = names;
    }

    /** Which tables there are. */
    @GET
    public Response service(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        ProgrammeId programme = manager(caller, code);
        Representation how = representation(options(uri, QueryOptions.OF_NOTHING), headers);
        List<Map<String, Object>> sets = Feeds.sets(names).stream()
                .map(set -> new JsonFields()
                        .put("name", set.name())
                        .put("kind", "EntitySet")
                        .put("url", set.name())
                        .toMap())
                .toList();
        JsonFields json = new JsonFields();
        if (how.metadata() != Representation.Metadata.NONE) {
            json.put("@odata.context", root(uri, programme) + "$metadata");
        }
        return headed(Response.ok(Json.write(json.put("value", sets).toMap())), how.mediaType());
    }

    /** The columns of the tables with their types and labels (CSDL). */
    @GET
    @Path("/$metadata")
    public Response metadata(@Auth Caller caller, @PathParam("programme") String code, @Context UriInfo uri) {
        manager(caller, code);
        options(uri, QueryOptions.OF_NOTHING)
                .format()
                .filter(format -> !format.contains("xml"))
                .ifPresent(format -> {
                    throw notAcceptable("application/xml");
                });
        return headed(Response.ok(Csdl.of(Feeds.sets(names))), XML);
    }

    /** Rows of a table, a page of them; or the one whose key stands in brackets. */
    @GET
    @Path("/{table}")
    public Response rows(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("table") String table,
            @HeaderParam("Prefer") String prefer,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        ProgrammeId programme = manager(caller, code);
        Matcher address = ADDRESS.matcher(table);
        boolean isAddress = address.matches();
        EntitySet set = Feeds.set(isAddress ? address.group(1) : table, names);
        return address.group(2) == null
                ? page(caller, programme, set, prefer, uri, headers)
                : row(caller, programme, set, address.group(2), uri, headers);
    }

    /** How many rows there are, or meet the filter. */
    @GET
    @Path("/{table}/$count")
    public Response count(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("table") String table,
            @Context UriInfo uri) {
        ProgrammeId programme = manager(caller, code);
        EntitySet set = Feeds.set(table, names);
        Query query = options(uri, QueryOptions.OF_COUNT).of(set);
        feeds.audit(caller, programme, set);
        return headed(Response.ok(Long.toString(feeds.count(programme, query))), "text/plain;charset=utf-8");
    }

    private Response page(
            Caller caller, ProgrammeId programme, EntitySet set, String prefer, UriInfo uri, HttpHeaders headers) {
        QueryOptions options = options(uri, QueryOptions.OF_ROWS);
        Query query = options.of(set);
        Representation how = representation(options, headers);
        Optional<Integer> preferred = pageSize(prefer);
        Pages pages = Pages.of(query, preferred);
        NextLink next = new NextLink(root(uri, programme), query, options);
        feeds.audit(caller, programme, set);
        StreamingOutput body = out -> feeds.write(programme, pages, how, next, out);
        Response.ResponseBuilder response = Response.ok(body);
        preferred.ifPresent(size -> response.header("Preference-Applied", "odata.maxpagesize=" + pages.size()));
        return headed(response.header(HttpHeaders.VARY, "Prefer"), how.mediaType());
    }

    private Response row(
            Caller caller, ProgrammeId programme, EntitySet set, String key, UriInfo uri, HttpHeaders headers) {
        QueryOptions options = options(uri, QueryOptions.OF_ROW);
        Query query = options.of(set);
        Representation how = representation(options, headers);
        feeds.audit(caller, programme, set);
        Object[] row = feeds.find(programme, key, query)
                .orElseThrow(() -> ProblemException.notFound("such row in " + set.name()));
        return headed(
                Response.ok(Json.write(FeedWriter.entity(row, query, how, root(uri, programme)))), how.mediaType());
    }

    private ProgrammeId manager(Caller caller, String code) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        feeds.require(programme);
        return programme;
    }

    private static QueryOptions options(UriInfo uri, Set<String> known) {
        return QueryOptions.of(uri.getQueryParameters(), known);
    }

    /** As the caller reached it, with a slash at its end. */
    private String root(UriInfo uri, ProgrammeId programme) {
        return uri.getBaseUri() + "api/v1/programmes/" + programme + "/" + folder + "/";
    }

    /** By {@code $format}; else by the first type of {@code Accept} that there is. */
    private static Representation representation(QueryOptions options, HttpHeaders headers) {
        List<MediaType> wanted =
                options.format().map(format -> List.of(mediaType(format))).orElseGet(headers::getAcceptableMediaTypes);
        return wanted.stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .map(type -> Representation.of(type.getParameters()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> notAcceptable("application/json"));
    }

    private static MediaType mediaType(String format) {
        try {
            return format.equals("json") ? MediaType.APPLICATION_JSON_TYPE : MediaType.valueOf(format);
        } catch (IllegalArgumentException e) {
            throw notAcceptable("application/json");
        }
    }

    private static ProblemException notAcceptable(String there) {
        return new ProblemException(
                406,
                "NOT_ACCEPTABLE",
                "this comes as " + there + (there.endsWith("json") ? ", odata.metadata none, minimal or full" : ""));
    }

    private static Optional<Integer> pageSize(String prefer) {
        return Optional.ofNullable(prefer)
                .map(PAGE_SIZE::matcher)
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .filter(size -> size > 0);
    }

    private static Response headed(Response.ResponseBuilder response, String type) {
        return response.header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Authorization, Accept")
                .build();
    }
}
