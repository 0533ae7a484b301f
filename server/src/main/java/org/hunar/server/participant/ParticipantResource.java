package org.hunar.server.participant;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.PathValue;

/** {@code /programmes/{p}/participants}. */
@Path("/api/v1/programmes/{programme}/participants")
@Produces(MediaType.APPLICATION_JSON)
public final class ParticipantResource {
    private final ParticipantReader reader;
    private final Roster roster;
    private final RosterPreview preview;

    ParticipantResource(ParticipantReader reader, Roster roster, RosterPreview preview) {
        this.reader = reader;
        this.roster = roster;
        this.preview = preview;
    }

    @GET
    public Map<String, Object> page(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("cohort") String cohort,
            @QueryParam("limit") Integer limit,
            @QueryParam("after") String after) {
        Optional<CohortId> only = Optional.ofNullable(cohort).map(code -> PathValue.of("cohort", code, CohortId::new));
        return reader.page(caller, PathValue.programme(programme), only, PageRequest.of(limit, after));
    }

    @GET
    @Path("/{id}")
    public Map<String, Object> find(
            @Auth Caller caller, @PathParam("programme") String programme, @PathParam("id") String id) {
        return reader.find(caller, PathValue.programme(programme), PathValue.of("id", id, ParticipantId::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> takeJson(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("partial") @DefaultValue("false") boolean partial,
            byte[] body) {
        requireRoster(caller, PathValue.programme(programme));
        return take(caller, PathValue.programme(programme), RosterJson.read(body), partial);
    }

    @POST
    @Consumes("text/csv")
    public Map<String, Object> takeCsv(
            @Auth Caller caller,
            @PathParam("programme") String programme,
            @QueryParam("partial") @DefaultValue("false") boolean partial,
            byte[] body) {
        requireRoster(caller, PathValue.programme(programme));
        return take(caller, PathValue.programme(programme), RosterCsv.read(body), partial);
    }

    /**
     * What would become of a CSV or a workbook of one sheet; nothing is stored.
     *
     * @return {@code csv}, which {@link #takeCsv} takes, and {@code rows}
     */
    public Map<String, Object> preview(Caller caller, String programme, byte[] file) {
        requireRoster(caller, PathValue.programme(programme));
        byte[] csv = RosterFile.csv(file);
        return Map.of(
                "csv",
                new String(csv, StandardCharsets.UTF_8),
                "rows",
                preview.of(caller, PathValue.programme(programme), RosterCsv.read(csv)));
    }

    private Map<String, Object> take(Caller caller, ProgrammeId programme, List<RosterEntry> entries, boolean partial) {
        return Map.of(
                "results",
                roster.take(caller, programme, entries, partial).stream()
                        .map(Roster.Result::toJson)
                        .toList());
    }

    /** Before the body is read: whoever may write no roster at all is not told what is wrong with one. */
    private static void requireRoster(Caller caller, ProgrammeId programme) {
        if (caller.cohorts(programme).isEmpty()) {
            caller.requireManager(programme);
        }
    }
}
