package org.hunar.server.scoring;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/scoring-runs}: how far a corrected key is, and what earlier ones changed. */
@Path("/api/v1/programmes/{programme}/scoring-runs")
@Produces(MediaType.APPLICATION_JSON)
public final class ScoringRunResource {
    private final Rescoring rescoring;

    ScoringRunResource(Rescoring rescoring) {
        this.rescoring = rescoring;
    }

    @GET
    public Map<String, Object> runs(@Auth Caller caller, @PathParam("programme") String code) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireManager(programme);
        List<Map<String, Object>> runs =
                rescoring.runs(programme).stream().map(ScoringRun::toJson).toList();
        return Map.of("items", runs);
    }
}
