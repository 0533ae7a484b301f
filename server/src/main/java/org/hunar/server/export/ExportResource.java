package org.hunar.server.export;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.export.Exports.Moment;
import org.hunar.server.http.ByteRange;
import org.hunar.server.http.ETags;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;

/** {@code /programmes/{p}/exports}: a programme's tables, whole or in part. */
@Path("/api/v1/programmes/{programme}/exports")
public final class ExportResource {
    private static final List<String> LANGUAGES = List.of("en", "ur", "zh");
    private static final String AS_OF = "Hunar-As-Of";

    private final Exports exports;

    ExportResource(Exports exports) {
        this.exports = exports;
    }

    /**
     * The table, whole; or from a byte on, when the caller has the beginning of the same data; or only what was written since
     * the time that the answer before named in {@code Hunar-As-Of}.
     */
    @GET
    @Path("/{table}.{format}")
    public Response export(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("table") String table,
            @PathParam("format") String format,
            @QueryParam("since") String since,
            @QueryParam("bom") @DefaultValue("false") boolean bom,
            @QueryParam("names") @DefaultValue("false") boolean names,
            @QueryParam("lang") String language,
            @HeaderParam("Range") String range,
            @HeaderParam("If-Range") String ifRange,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        ExportQuestion question = new ExportQuestion(
                programme,
                table(table),
                ExportFormat.named(format).orElseThrow(() -> unknown(table + "." + format)),
                Optional.ofNullable(since).map(ExportResource::time),
                bom,
                names,
                language(caller, language));
        Moment now = exports.now(programme);
        String tag = '"' + question.tag(now.version()) + '"';
        if (ETags.isKnown(ifNoneMatch, tag)) {
            return headed(Response.notModified(), question, now).build();
        }
        boolean sameData = ifRange == null || ifRange.equals(tag);
        Optional<ByteRange> part =
                range != null && sameData && question.format().isResumable()
                        ? ByteRange.of(range, exports.size(question, now.version()))
                        : Optional.empty();
        exports.audit(caller, programme, question.names(), question.fileName());
        return part.map(each -> part(question, now, each)).orElseGet(() -> whole(question, now));
    }

    /** What the columns of a CSV are, for programs, by CSV on the Web (W3C), with labels in three languages. */
    @GET
    @Path("/{table}.csv-metadata.json")
    @Produces("application/csvm+json")
    public Map<String, Object> metadata(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @PathParam("table") String table,
            @QueryParam("names") @DefaultValue("false") boolean names) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        return CsvMetadata.of(table(table), names);
    }

    private Response whole(ExportQuestion question, Moment now) {
        StreamingOutput body = out -> exports.write(question, now.version(), Portion.whole(out));
        return headed(Response.ok(body), question, now).build();
    }

    /** Not compressed: its bytes are counted as the whole's are. */
    private Response part(ExportQuestion question, Moment now, ByteRange range) {
        StreamingOutput body =
                out -> exports.write(question, now.version(), Portion.of(out, range.first(), range.length()));
        return headed(Response.status(206).entity(body), question, now)
                .header("Content-Range", range.of(exports.size(question, now.version())))
                .header(HttpHeaders.CONTENT_LENGTH, range.length())
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .build();
    }

    private static Response.ResponseBuilder headed(
            Response.ResponseBuilder response, ExportQuestion question, Moment now) {
        if (question.format() == ExportFormat.CSV) {
            response.header(
                    HttpHeaders.LINK,
                    "<" + question.table().wireName() + ".csv-metadata.json"
                            + (question.names() ? "?names=true" : "")
                            + ">; rel=\"describedby\"; type=\"application/csvm+json\"");
        }
        return response.type(question.format().mediaType())
                .header(HttpHeaders.ETAG, '"' + question.tag(now.version()) + '"')
                .header(AS_OF, Timestamps.format(now.settled()))
                .header("Accept-Ranges", question.format().isResumable() ? "bytes" : "none")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + question.fileName() + "\"");
    }

    private static ExportTable table(String name) {
        return ExportTable.named(name).orElseThrow(() -> unknown(name));
    }

    private static ProblemException unknown(String name) {
        return ProblemException.notFound("export " + name
                + "; there are assessments, answers, scores, pairs and participants, as csv, xlsx and jsonl");
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw InvalidException.at("?since", "INVALID", "a time such as 2026-09-20T09:10:00.000Z is expected");
        }
    }

    /** As asked for; or the first of the caller's that there is. */
    private static String language(Caller caller, String asked) {
        if (asked != null && !LANGUAGES.contains(asked)) {
            throw InvalidException.at("?lang", "INVALID", "one of " + LANGUAGES + " is expected");
        }
        return Optional.ofNullable(asked)
                .or(() ->
                        caller.languages().stream().filter(LANGUAGES::contains).findFirst())
                .orElse("en");
    }
}
