package org.hunar.server.auth;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.PageRequest;

/** {@code /audit}: who did what, and whether it is still what was written. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final AuditReader reader;

    AuditResource(AuditReader reader) {
        this.reader = reader;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @QueryParam("programme") String programme,
            @QueryParam("who") String who,
            @QueryParam("since") String since,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return reader.page(caller, query(programme, who, since), PageRequest.of(limit, after));
    }

    /** The same, all of it, an entry a line. */
    @GET
    @Path("/entries.jsonl")
    @Produces("application/jsonl")
    public Response export(
            @Auth Caller caller,
            @QueryParam("programme") String programme,
            @QueryParam("who") String who,
            @QueryParam("since") String since) {
        AuditQuery query = query(programme, who, since);
        reader.beginExport(caller, query);
        StreamingOutput lines = body -> reader.writeLines(query, new OutputStreamWriter(body, StandardCharsets.UTF_8));
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"audit.jsonl\"")
                .build();
    }

    /** @param noted an earlier {@code head} that was kept elsewhere */
    @GET
    @Path("/chain")
    public Map<String, Object> chain(@Auth Caller caller, @QueryParam("noted") String noted) {
        return reader.verdict(caller, parameter("noted", noted, AuditHead::parse));
    }

    private static AuditQuery query(String programme, String who, String since) {
        return new AuditQuery(
                parameter("programme", programme, ProgrammeId::new),
                parameter("who", who, name -> new UserName(name).value()),
                parameter("since", since, AuditResource::instant));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("a time such as 2026-09-20T09:10:00.000Z is expected", e);
        }
    }

    private static <T> Optional<T> parameter(String name, String text, Function<String, T> type) {
        try {
            return Optional.ofNullable(text).map(type);
        } catch (IllegalArgumentException e) {
            throw InvalidException.at("?" + name, "INVALID", e.getMessage());
        }
    }
}
