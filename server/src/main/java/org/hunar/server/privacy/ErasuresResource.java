package org.hunar.server.privacy;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.hunar.server.auth.Caller;

/** {@code /erasures.jsonl}: all of them, to take along when a backup is restored. */
@Path("/api/v1/erasures.jsonl")
public final class ErasuresResource {
    private static final String LINES = "application/jsonl";

    private final Erasures erasures;

    ErasuresResource(Erasures erasures) {
        this.erasures = erasures;
    }

    @GET
    @Produces(LINES)
    public Response export(@Auth Caller caller) {
        erasures.beginExport(caller);
        StreamingOutput lines = body -> erasures.writeLines(new OutputStreamWriter(body, StandardCharsets.UTF_8));
        return Response.ok(lines)
                .header("Content-Disposition", "attachment; filename=\"erasures.jsonl\"")
                .build();
    }

    @POST
    @Consumes({LINES, MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Object> repeat(@Auth Caller caller, byte[] body) {
        return erasures.repeat(caller, new String(body, StandardCharsets.UTF_8));
    }
}
