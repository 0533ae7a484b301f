package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.hunar.server.auth.Visit;
import org.hunar.server.export.ExportResource;
import org.hunar.server.http.PathValue;

/** The tables of a programme, to be taken away as files or by an address that spreadsheets refresh from. */
@Path("/programmes/{programme}/exports")
public final class ExportPageResource extends PageResource {
    private static final List<String> TABLES = List.of("assessments", "answers", "scores", "pairs", "participants");

    /** What Excel opens, what programs read, and what programs read line by line. */
    private static final List<String> FORMATS = List.of("xlsx", "csv", "jsonl");

    ExportPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    public Response exports(@Auth Visit visit, @PathParam("programme") String programme, @Context UriInfo uri) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> model = Map.of(
                "tables",
                TABLES,
                "formats",
                FORMATS,
                "feed",
                uri.getBaseUriBuilder()
                        .path("api/v1/programmes/{programme}/odata")
                        .build(programme)
                        .toString());
        return page(visit, programme, "exports", model);
    }

    /** A file, with the labels in the reader's language; a CSV with the mark by which Excel tells its letters. */
    @GET
    @Path("{table}.{format}")
    public Response file(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("table") String table,
            @PathParam("format") String format,
            @QueryParam("names") @DefaultValue("false") boolean names) {
        String language = wording(visit.caller().languages()).getLanguage();
        return api(ExportResource.class)
                .export(visit.caller(), programme, table, format, null, true, names, language, null, null, null);
    }
}
