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
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
import org.hunar.model.programme.SkillId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/skills}. */
@Path("/api/v1/programmes/{programme}/skills")
@Produces(MediaType.APPLICATION_JSON)
public final class SkillResource {
    private final ProgrammeReader reader;
    private final ProgrammeEditor editor;

    SkillResource(ProgrammeReader reader, ProgrammeEditor editor) {
        this.reader = reader;
        this.editor = editor;
    }

    @GET
    public Map<String, Object> all(@Auth Caller caller, @PathParam("programme") String programme) {
        List<Map<String, Object>> skills = reader.skills(caller, PathValue.programme(programme)).stream()
                .map(skill -> skill.toJson(Skill::toJson))
                .toList();
        return Map.of("items", skills);
    }

    @GET
    @Path("/{skill}")
    public Response find(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("skill") String code) {
        return ProgrammeResource.answer(reader.skill(caller, PathValue.programme(programme), id(code)), Skill::toJson);
    }

    @PUT
    @Path("/{skill}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @Auth Caller caller,
            @PathParam("programme") String programmeCode,
            @PathParam("skill") String code,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            JsonObject body) {
        ProgrammeId programme = PathValue.programme(programmeCode);
        caller.requireManager(programme);
        return ProgrammeResource.answer(
                editor.put(caller, programme, Skill.fromJson(id(code), body), ifMatch), Skill::toJson);
    }

    private static SkillId id(String code) {
        return PathValue.of("skill", code, SkillId::new);
    }
}
