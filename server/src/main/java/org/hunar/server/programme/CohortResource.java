package org.hunar.server.programme;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ETags;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/cohorts}. */
@Path("/api/v1/programmes/{programme}/cohorts")
@Produces(MediaType.APPLICATION_JSON)
public final class CohortResource {
    private final ProgrammeReader reader;
    private final ProgrammeEditor editor;

    CohortResource(ProgrammeReader reader, ProgrammeEditor editor) {
        this.reader = reader;
        this.editor = editor;
    }

    @GET
    public Map<String, Object> all(@Auth Caller caller, @PathParam("programme") String programme) {
        List<Map<String, Object>> cohorts = reader.cohorts(caller, programmeId(programme)).stream()
                .map(cohort -> cohort.toJson(Cohort::toJson))
                .toList();
        return Map.of("items", cohorts);
    }

    @GET
    @Path("/{cohort}")
    public Response find(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("cohort") String code) {
        return answer(reader.cohort(caller, programmeId(programme), id(code)));
    }

    @PUT
    @Path("/{cohort}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @Auth Caller caller,
            @PathParam("programme") String programmeCode,
            @PathParam("cohort") String code,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        ProgrammeId programme = programmeId(programmeCode);
        caller.requireManager(programme);
        return answer(editor.put(caller, Cohort.fromJson(programme, id(code), body), ifMatch));
    }

    private static Response answer(Stored<Cohort> cohort) {
        return Response.status(cohort.isCreated() ? Response.Status.CREATED : Response.Status.OK)
                .header(HttpHeaders.ETAG, ETags.of(cohort.rev()))
                .entity(cohort.toJson(Cohort::toJson))
                .build();
    }

    private static ProgrammeId programmeId(String code) {
        return PathValue.of("programme", code, ProgrammeId::new);
    }

    private static CohortId id(String code) {
        return PathValue.of("cohort", code, CohortId::new);
    }
}
