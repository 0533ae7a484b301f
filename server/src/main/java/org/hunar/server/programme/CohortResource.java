package org.hunar.server.programme;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
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
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        return reader.cohorts(caller, PathValue.programme(programme), PageRequest.ofWhole(limit, after));
    }

    @GET
    @Path("/{cohort}")
    public Response find(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("cohort") String code) {
        return ProgrammeResource.answer(
                reader.cohort(caller, PathValue.programme(programme), id(code)), Cohort::toJson);
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
        ProgrammeId programme = PathValue.programme(programmeCode);
        caller.requireManager(programme);
        return ProgrammeResource.answer(
                editor.put(caller, Cohort.fromJson(programme, id(code), body), ifMatch), Cohort::toJson);
    }

    private static CohortId id(String code) {
        return PathValue.of("cohort", code, CohortId::new);
    }
}
