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
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.VersionedAnswer;

/** {@code /programmes/{p}/report/items}. */
@Path("/api/v1/programmes/{programme}/report/items")
@Produces(MediaType.APPLICATION_JSON)
public final class ItemReportResource {
    private final ItemReports reports;
    private final ItemReportMaker maker;

    ItemReportResource(ItemReports reports, ItemReportMaker maker) {
        this.reports = reports;
        this.maker = maker;
    }

    /**
     * For a page, which does not wait: the figures as they are now or were when they were last made, with what
     * {@code data_version} would be now as {@code newest_version}; empty while they are made for the first time.
     */
    public Optional<Map<String, Object>> atOnce(
            Caller caller, String code, String instrument, String version, String phase) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireViewer(programme);
        ItemQuestion question = new ItemQuestion.Reader().read(instrument, version, phase, null, null, null, null);
        return maker.atOnce(programme, question, !caller.manages(programme)).map(report -> {
            Map<String, Object> json = report.toJson();
            json.put("newest_version", reports.dataVersion(programme));
            return json;
        });
    }

    /** How each item of a form works: item analysis, distractors, Rasch, differences between groups. */
    @GET
    public Response items(
            @Auth Caller caller,
            @PathParam("programme") String code,
            @QueryParam("instrument") String instrument,
            @QueryParam("version") String version,
            @QueryParam("phase") String phase,
            @QueryParam("group_by") String groupBy,
            @QueryParam("reference") String reference,
            @QueryParam("focal") String focal,
            @QueryParam("key_version") Integer keyVersion,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        ProgrammeId programme = PathValue.programme(code);
        caller.requireViewer(programme);
        ItemQuestion question =
                new ItemQuestion.Reader().read(instrument, version, phase, groupBy, reference, focal, keyVersion);
        String now = ReportResource.version(caller, programme, reports.dataVersion(programme));
        return VersionedAnswer.of(ifNoneMatch, now, () -> {
            ItemReport report = caller.manages(programme)
                    ? reports.report(programme, question)
                    : reports.reportForViewers(programme, question);
            return new VersionedAnswer(
                    ReportResource.version(caller, programme, report.dataVersion()), report.toJson());
        });
    }
}
