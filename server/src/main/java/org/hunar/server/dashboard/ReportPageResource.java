package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.programme.CohortResource;
import org.hunar.server.programme.SkillResource;
import org.hunar.server.report.ItemReportResource;
import org.hunar.server.report.ReportResource;
import org.hunar.server.sync.PhonesResource;

/** What there is to be read of a programme, from its overview down to single questions. */
@Path("/programmes/{programme}")
public final class ReportPageResource extends PageResource {
    ReportPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    public Response overview(@Auth Visit visit, @PathParam("programme") String programme) {
        Map<String, Object> model = report(visit, programme, null);
        if (visit.caller().manages(PathValue.programme(programme))) {
            model.put("phones", api(PhonesResource.class).list(visit.caller(), programme));
        }
        return page(visit, programme, "overview", model);
    }

    @GET
    @Path("report")
    public Response byGroup(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("group_by") String groupBy) {
        return page(visit, programme, "report", report(visit, programme, orCohort(groupBy)));
    }

    /** The whole on paper, for the files of a ministry. */
    @GET
    @Path("print")
    public Response printed(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("group_by") String groupBy) {
        return page(visit, programme, "print", report(visit, programme, orCohort(groupBy)));
    }

    @GET
    @Path("priorities")
    public Response priorities(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("group_by") String groupBy) {
        Map<String, Object> model = names(visit, programme);
        model.put(
                "priorities",
                entity(api(ReportResource.class).priorities(visit.caller(), programme, given(groupBy), null)));
        return page(visit, programme, "priorities", model);
    }

    @GET
    @Path("items")
    public Response items(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("instrument") String instrument,
            @QueryParam("version") String version,
            @QueryParam("phase") String phase,
            @QueryParam("after") String after) {
        ProgrammeId code = PathValue.programme(programme);
        visit.caller().requireViewer(code);
        Map<String, Object> model = names(visit, programme);
        model.put("forms", api(InstrumentResource.class).page(visit.caller(), programme, ON_A_PAGE, given(after)));
        if (given(instrument) != null && given(version) != null) {
            api(ItemReportResource.class)
                    .atOnce(visit.caller(), programme, instrument, version, phase)
                    .ifPresentOrElse(items -> model.put("items", items), () -> model.put("being_made", true));
            model.put("labels", labels(visit, programme, instrument, version));
        }
        return page(visit, programme, "items", model);
    }

    private Map<String, Object> report(Visit visit, String programme, String groupBy) {
        Map<String, Object> model = names(visit, programme);
        model.put(
                "report",
                entity(api(ReportResource.class).report(visit.caller(), programme, groupBy, null, null, null)));
        model.put("group_by", groupBy);
        return model;
    }

    /** The titles of skills and cohorts by code. */
    private Map<String, Object> names(Visit visit, String programme) {
        visit.caller().requireViewer(PathValue.programme(programme));
        Map<String, Object> model = new HashMap<>();
        model.put("skills", titles(api(SkillResource.class).all(visit.caller(), programme)));
        model.put("cohorts", titles(api(CohortResource.class).page(visit.caller(), programme, null, null)));
        return model;
    }

    /** What each question asks, by its code. */
    private Map<String, Object> labels(Visit visit, String programme, String instrument, String version) {
        Map<String, Object> labels = new HashMap<>();
        Map<String, Object> form =
                api(InstrumentResource.class).document(visit.caller(), programme, instrument, version);
        for (Map<String, Object> section : maps(form.get("sections"))) {
            maps(section.get("items")).forEach(item -> labels.put((String) item.get("code"), item.get("label")));
        }
        return labels;
    }

    private static Map<String, Object> titles(Map<String, Object> list) {
        Map<String, Object> titles = new HashMap<>();
        maps(list.get("items")).forEach(each -> titles.put((String) each.get("code"), each.get("title")));
        return titles;
    }

    private static String orCohort(String groupBy) {
        return given(groupBy) == null ? "cohort" : groupBy;
    }
}
