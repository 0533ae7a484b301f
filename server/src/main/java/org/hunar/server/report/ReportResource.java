package org.hunar.server.report;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.VersionedAnswer;
import org.hunar.server.report.state.Basis;

/** {@code /programmes/{p}/report} and what is made of it. */
@Path("/api/v1/programmes/{programme}/report")
@Produces(MediaType.APPLICATION_JSON)
public final class ReportResource {
    private final Reports reports;

    ReportResource(Reports reports) {
        this.reports = reports;
    }

    /** The scored report; 304 when the caller has the one of the same data, whenever that was generated. */
    @GET
    public Response report(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("group_by") String groupBy,
            @QueryParam("key_version") Integer keyVersion,
            @QueryParam("post_phase") String postPhase,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        ProgrammeId programme = PathValue.programme(code);
        Optional<GroupBy> property = groupBy(groupBy);
        Basis basis = new Basis(Optional.ofNullable(keyVersion), phase(postPhase));
        // the version of the data does not tell of the other phases: their reports are never the same as an earlier one
        String known = basis.after() == Phase.POST ? ifNoneMatch : null;
        caller.requireViewer(programme);
        Optional<Consented> consented = reports.consented(programme, property);
        String suffix = consented.map(Consented::version).orElse("");
        return answer(caller, programme, known, suffix, () -> {
            Report all = basis.equals(Basis.KEPT)
                    ? reports.report(programme, property)
                    : reports.reportBy(programme, property, basis);
            Report report = caller.manages(programme) ? all : all.forViewers();
            Map<String, Object> json = report.toJson();
            consented.ifPresent(
                    each -> json.put("funnel", each.in(report.funnel().toJson())));
            return new VersionedAnswer(version(caller, programme, report.dataVersion()) + suffix, json);
        });
    }

    /**
     * The skills, and the cells of skill and group, by what is missing to their targets: the few that make up most of it come
     * first.
     */
    @GET
    @Path("/priorities")
    public Response priorities(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("group_by") String groupBy,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        ProgrammeId programme = PathValue.programme(code);
        Optional<GroupBy> property = groupBy(groupBy);
        return answer(caller, programme, ifNoneMatch, "", () -> {
            Priorities priorities = reports.priorities(programme, property);
            Map<String, Object> json = caller.manages(programme) ? priorities.toJson() : priorities.toJsonForViewers();
            return new VersionedAnswer(
                    version(caller, programme, priorities.report().dataVersion()), json);
        });
    }

    private Response answer(
            Caller caller, ProgrammeId programme, String ifNoneMatch, String suffix, Supplier<VersionedAnswer> make) {
        caller.requireViewer(programme);
        return VersionedAnswer.of(
                ifNoneMatch, version(caller, programme, reports.dataVersion(programme)) + suffix, make);
    }

    /** Managers and viewers see different reports of the same data. */
    static String version(Caller caller, ProgrammeId programme, long dataVersion) {
        return dataVersion + (caller.manages(programme) ? "" : "-viewer");
    }

    private static Phase phase(String name) {
        if (name == null) {
            return Phase.POST;
        }
        return List.of(Phase.POST, Phase.FOLLOW_UP).stream()
                .filter(phase -> phase.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> InvalidException.at("?post_phase", "INVALID", "POST or FOLLOW_UP is expected"));
    }

    private static Optional<GroupBy> groupBy(String name) {
        if (name == null) {
            return Optional.empty();
        }
        Optional<GroupBy> groupBy = GroupBy.named(name);
        if (groupBy.isEmpty()) {
            throw InvalidException.at("?group_by", "INVALID", "one of " + GroupBy.wireNames() + " is expected");
        }
        return groupBy;
    }
}
