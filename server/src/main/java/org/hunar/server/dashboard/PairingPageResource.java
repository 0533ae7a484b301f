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
import java.util.HashMap;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.auth.Visit;
import org.hunar.server.report.pairing.PairingResource;
import org.hunar.server.review.MergeResource;

/** People without a whole pair, and those who are on the roster twice. */
@Path("/programmes/{programme}/pairing")
public final class PairingPageResource extends PageResource {
    private static final String LIKELY_SAME = "likely_same";

    PairingPageResource(PageFrame frame) {
        super(frame);
    }

    /** @param merged where the list of merges goes on, beside the list of people */
    @GET
    public Response pairing(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("list") String list,
            @QueryParam("after") String after,
            @QueryParam("merged") String merged) {
        return pairing(visit, programme, given(list) == null ? "pre_only" : list, after, merged, Map.of());
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response merge(
            @Auth Visit visit, @PathParam("programme") String programme, MultivaluedMap<String, String> form) {
        JsonObject merge = JsonObject.of("", fields(form, "from", "into", "reason"));
        return formOfLikelySame(visit, programme, form.getFirst("form_token"))
                .leadsTo(
                        path(programme, LIKELY_SAME),
                        () -> api(MergeResource.class).merge(visit.caller(), programme, merge));
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response unmerge(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @PathParam("id") String id,
            @FormParam("form_token") String token) {
        return formOfLikelySame(visit, programme, token)
                .leadsTo(
                        path(programme, LIKELY_SAME),
                        () -> api(MergeResource.class).unmerge(visit.caller(), programme, id));
    }

    private PageForm formOfLikelySame(Visit visit, String programme, String token) {
        return PageForm.ofManager(visit, programme, token)
                .on(outcome -> pairing(visit, programme, LIKELY_SAME, null, null, outcome));
    }

    private Response pairing(
            Visit visit, String programme, String list, String after, String merged, Map<String, ?> outcome) {
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("list", list);
        model.put("here", path(programme, list));
        PairingResource desk = api(PairingResource.class);
        if (!LIKELY_SAME.equals(list)) {
            model.put("people", desk.page(visit.caller(), programme, list, ON_A_PAGE, given(after)));
        } else {
            desk.likelySame(visit.caller(), programme, ON_A_PAGE, given(after))
                    .ifPresent(people -> model.put("people", people));
            model.put("merges", api(MergeResource.class).page(visit.caller(), programme, ON_A_PAGE, given(merged)));
        }
        return page(visit, programme, "pairing", model);
    }

    private static String path(String programme, String list) {
        return "/programmes/" + programme + "/pairing?list=" + list;
    }
}
