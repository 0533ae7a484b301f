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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Visit;
import org.hunar.server.instrument.InstrumentResource;
import org.hunar.server.review.ConflictResource;

/** The conflict desk: what people who worked apart leave to be decided. */
@Path("/programmes/{programme}/reviews")
public final class ReviewPageResource extends PageResource {
    ReviewPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    public Response reviews(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("status") String status,
            @QueryParam("after") String after) {
        return reviews(visit, programme, "resolved".equals(status) ? "resolved" : "open", after, Map.of());
    }

    /** @param form what was decided, see {@link DecisionForm}; and the page of the list on which it stood */
    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response decide(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            MultivaluedMap<String, String> form) {
        String after = given(form.getFirst("after"));
        return PageForm.ofManager(visit, programme, form.getFirst("form_token"))
                .on(outcome -> reviews(visit, programme, "open", after, outcome))
                .keeping("refused", id)
                .keeping("entered", fields(form, "remark", "note", "value"))
                .leadsTo(
                        path(programme) + (after == null ? "" : "?after=" + after),
                        () -> api(ConflictResource.class)
                                .resolve(
                                        visit.caller(),
                                        programme,
                                        id,
                                        null,
                                        JsonObject.of("", DecisionForm.decision(form))));
    }

    private Response reviews(Visit visit, String programme, String status, String after, Map<String, ?> outcome) {
        Map<String, Object> cases =
                api(ConflictResource.class).page(visit.caller(), programme, status, null, ON_A_PAGE, given(after));
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("cases", cases);
        model.put("status", status);
        model.put("at", given(after) == null ? "" : after);
        model.put("here", path(programme));
        model.put("questions", Questions.of(api(InstrumentResource.class), visit.caller(), programme, forms(cases)));
        return page(visit, programme, "reviews", model);
    }

    /** With which assessments were made that cases are about, or between. */
    private static List<String> forms(Map<String, Object> cases) {
        return maps(cases.get("items")).stream()
                .flatMap(each -> Stream.concat(
                        Stream.of((Map<?, ?>) each.get("about")),
                        maps(each.get("candidates")).stream().map(side -> side.get("value"))))
                .map(ReviewPageResource::form)
                .filter(Objects::nonNull)
                .toList();
    }

    private static String form(Object of) {
        if (!(of instanceof Map<?, ?> assessment) || !(assessment.get("instrument") instanceof String form)) {
            return null;
        }
        return form.contains("@") ? form : form + "@" + assessment.get("instrument_version");
    }

    private static String path(String programme) {
        return "/programmes/" + programme + "/reviews";
    }
}
