package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.assessment.AssessmentResource;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.review.ReviewResource;

/** What trainers captured, to be approved, sent back with a remark to each question, or declared void. */
@Path("/programmes/{programme}/assessments")
public final class AssessmentPageResource extends PageResource {
    private static final String REMARK = "remark-";

    AssessmentPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    public Response assessments(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("after") String after) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> list =
                api(AssessmentResource.class).page(visit.caller(), programme, null, ON_A_PAGE, given(after));
        return page(visit, programme, "assessments", Map.of("assessments", list));
    }

    @GET
    @Path("{id}")
    public Response assessment(
            @Auth Visit visit, @PathParam("programme") String programme, @PathParam("id") String id) {
        return assessment(visit, programme, id, Map.of());
    }

    /** @param form the action, approve, return or void, with the revision that was seen of it and the remarks */
    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            MultivaluedMap<String, String> form) {
        return PageForm.ofManager(visit, programme, form.getFirst("form_token"))
                .on(outcome -> assessment(visit, programme, id, outcome))
                .keeping("entered", remarks(form))
                .leadsTo(
                        "/programmes/" + programme + "/assessments/" + id,
                        () -> act(visit.caller(), programme, id, form));
    }

    private void act(Caller caller, String programme, String id, MultivaluedMap<String, String> form) {
        ReviewResource reviews = api(ReviewResource.class);
        String seen = form.getFirst("seen");
        String action = form.getFirst("action") == null ? "" : form.getFirst("action");
        switch (action) {
            case "approve" -> reviews.approve(caller, programme, id, seen);
            case "return" -> reviews.sendBack(caller, programme, id, seen, JsonObject.of("", returned(form)));
            case "void" -> reviews.declareVoid(caller, programme, id, seen, JsonObject.of("", fields(form, "reason")));
            default -> throw InvalidException.at("/action", "INVALID", "approve, return or void is expected");
        }
    }

    private static Map<String, Object> returned(MultivaluedMap<String, String> form) {
        Map<String, Object> body = fields(form, "remark");
        Map<String, Object> remarks = remarks(form);
        if (!remarks.isEmpty()) {
            body.put("remarks", remarks);
        }
        return body;
    }

    /** By code of the question; those that were left empty are none. */
    private static Map<String, Object> remarks(MultivaluedMap<String, String> form) {
        Map<String, Object> remarks = new LinkedHashMap<>();
        for (String name : form.keySet()) {
            if (name.startsWith(REMARK) && given(form.getFirst(name)) != null) {
                remarks.put(name.substring(REMARK.length()), form.getFirst(name).trim());
            }
        }
        return remarks;
    }

    private Response assessment(Visit visit, String programme, String id, Map<String, ?> outcome) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> one = entity(api(AssessmentResource.class).one(visit.caller(), programme, id));
        String form = one.get("instrument") + "@" + one.get("instrument_version");
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("assessment", one);
        model.put("form", form);
        model.put("questions", Questions.of(api(InstrumentResource.class), visit.caller(), programme, List.of(form)));
        return page(visit, programme, "assessment", model);
    }
}
