package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.assessment.AssessmentResource;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.report.pairing.PairingResource;
import org.hunar.server.review.ConflictResource;
import org.hunar.server.review.MergeResource;
import org.hunar.server.review.ReviewResource;

/** What needs a person: conflicts, assessments to approve or send back, people without a pair. */
@Path("/programmes/{programme}")
public final class DeskPageResource extends PageResource {
    private static final int ON_A_PAGE = 50;

    DeskPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @Path("reviews")
    public Response reviews(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("status") String status,
            @QueryParam("after") String after) {
        Caller caller = visit.caller();
        String shown = "resolved".equals(status) ? "resolved" : "open";
        Map<String, Object> cases =
                api(ConflictResource.class).page(caller, programme, shown, null, ON_A_PAGE, given(after));
        return page(visit, programme, "reviews", Map.of("cases", cases, "status", shown));
    }

    /** @param form one of op_id, value, keep, accept and restore, and a remark */
    @POST
    @Path("reviews/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            MultivaluedMap<String, String> form) {
        requireManagersForm(visit, programme, form.getFirst("form_token"));
        Map<String, Object> decision = fields(form, "op_id", "keep", "remark");
        for (String flag : new String[] {"accept", "restore"}) {
            if (form.containsKey(flag)) {
                decision.put(flag, "yes".equals(form.getFirst(flag)));
            }
        }
        api(ConflictResource.class).resolve(visit.caller(), programme, id, null, JsonObject.of("", decision));
        return seeOther("/programmes/" + programme + "/reviews");
    }

    @GET
    @Path("assessments")
    public Response assessments(
            @Auth Visit visit, @PathParam("programme") String programme, @QueryParam("after") String after) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> list =
                api(AssessmentResource.class).page(visit.caller(), programme, null, ON_A_PAGE, given(after));
        return page(visit, programme, "assessments", Map.of("assessments", list));
    }

    @GET
    @Path("assessments/{id}")
    public Response assessment(
            @Auth Visit visit, @PathParam("programme") String programme, @PathParam("id") String id) {
        visit.caller().requireManager(PathValue.programme(programme));
        Map<String, Object> one = entity(api(AssessmentResource.class).one(visit.caller(), programme, id));
        return page(visit, programme, "assessment", Map.of("assessment", one));
    }

    /** @param action approve, return or void; with what was seen of it */
    @POST
    @Path("assessments/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response review(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("action") String action,
            @FormParam("seen") String seen,
            @FormParam("remark") String remark,
            @FormParam("form_token") String token) {
        requireManagersForm(visit, programme, token);
        ReviewResource reviews = api(ReviewResource.class);
        String words = remark == null ? "" : remark.trim();
        Caller caller = visit.caller();
        switch (action == null ? "" : action) {
            case "approve" -> reviews.approve(caller, programme, id, seen);
            case "return" -> reviews.sendBack(caller, programme, id, seen, JsonObject.of("", Map.of("remark", words)));
            case "void" -> reviews.declareVoid(caller, programme, id, seen, JsonObject.of("", Map.of("reason", words)));
            default -> throw InvalidException.at("/action", "INVALID", "approve, return or void is expected");
        }
        return seeOther("/programmes/" + programme + "/assessments/" + id);
    }

    @GET
    @Path("pairing")
    public Response pairing(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("list") String list,
            @QueryParam("after") String after) {
        String shown = given(list) == null ? "pre_only" : list;
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("list", shown);
        model.put("people", api(PairingResource.class).page(visit.caller(), programme, shown, ON_A_PAGE, given(after)));
        model.put("merges", api(MergeResource.class).page(visit.caller(), programme, ON_A_PAGE, null));
        return page(visit, programme, "pairing", model);
    }

    @POST
    @Path("pairing")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response merge(
            @Auth Visit visit, @PathParam("programme") String programme, MultivaluedMap<String, String> form) {
        requireManagersForm(visit, programme, form.getFirst("form_token"));
        api(MergeResource.class)
                .merge(visit.caller(), programme, JsonObject.of("", fields(form, "from", "into", "reason")));
        return seeOther("/programmes/" + programme + "/pairing?list=likely_same");
    }

    @POST
    @Path("pairing/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unmerge(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        requireManagersForm(visit, programme, token);
        api(MergeResource.class).unmerge(visit.caller(), programme, id);
        return seeOther("/programmes/" + programme + "/pairing?list=likely_same");
    }
}
