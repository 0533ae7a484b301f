package org.hunar.server.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.hunar.model.json.JsonObject;

/** Does, on demand, what a resource may do. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProbeResource {
    ProbeResource() {}

    @POST
    @Path("echo")
    public Map<String, Object> echo(JsonObject body) {
        return body.asMap();
    }

    @GET
    @Path("number")
    public Map<String, Object> number(@QueryParam("n") Integer n) {
        return Map.of("n", n);
    }

    @GET
    @Path("long-text")
    public Response longText(@HeaderParam("If-None-Match") String ifNoneMatch) {
        if (ETags.isKnown(ifNoneMatch, ETags.of(7))) {
            return Response.notModified().build();
        }
        return Response.ok(Map.of("text", "a".repeat(10_000)))
                .header("ETag", ETags.of(7))
                .build();
    }

    @GET
    @Path("long-answer")
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput longAnswer() {
        byte[] line = "and so on ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        return out -> {
            for (int i = 0; i < 1_000; i++) {
                out.write(line);
            }
        };
    }

    @GET
    @Path("throws/{what}")
    public Map<String, Object> throwing(@PathParam("what") String what) {
        throw switch (what) {
            case "conflict" ->
                ProblemException.conflict("COHORT_ELSEWHERE", "cohort lhr-03 is of another programme")
                        .with("programme", "cpec-weld");
            case "unauthorized" -> ProblemException.unauthorized("the token has expired");
            case "busy" -> new RejectedExecutionException();
            default -> new IllegalStateException("secret: the text of some SQL");
        };
    }
}
