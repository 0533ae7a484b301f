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
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.media.multipart.FormDataParam;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.participant.ParticipantResource;
import org.hunar.server.programme.CohortResource;

/** Who is on the roster of a programme, and what a file would add to it. */
@Path("/programmes/{programme}")
public final class RosterPageResource extends PageResource {
    /** Rows of a preview that are shown of each fate, so that a browser can hold it. */
    private static final int MOST_OF_A_FATE = 200;

    private static final byte[] NO_FILE = {};

    RosterPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @Path("roster")
    public Response roster(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @QueryParam("cohort") String cohort,
            @QueryParam("after") String after) {
        visit.caller().requireManager(PathValue.programme(programme));
        return roster(visit, programme, cohort, after, Map.of());
    }

    /** What would become of a file, a row at a time. Nothing is stored. */
    @POST
    @Path("roster")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response preview(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormDataParam("form_token") String token,
            @FormDataParam("file") byte[] file) {
        return PageForm.ofManager(visit, programme, token)
                .on(outcome -> roster(visit, programme, outcome))
                .shows(() -> roster(visit, programme, previewed(visit, programme, file == null ? NO_FILE : file)));
    }

    /** @param csv the rows as the preview showed them; when they are refused after all, it is shown once more */
    @POST
    @Path("roster/confirmed")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response store(
            @Auth Visit visit,
            @PathParam("programme") String programme,
            @FormParam("form_token") String token,
            @FormParam("csv") String csv) {
        byte[] rows = (csv == null ? "" : csv).getBytes(StandardCharsets.UTF_8);
        return PageForm.ofManager(visit, programme, token).shows(() -> {
            try {
                return roster(visit, programme, Map.of("stored", stored(visit, programme, rows)));
            } catch (InvalidException e) {
                return preview(visit, programme, token, rows);
            }
        });
    }

    private int stored(Visit visit, String programme, byte[] csv) {
        Map<String, Object> done = api(ParticipantResource.class).takeCsv(visit.caller(), programme, false, csv);
        return ((List<?>) done.get("results")).size();
    }

    /** {@code preview} with {@code csv}, {@code counts} by fate, and the first {@code rows} of each fate in their order. */
    private Map<String, Object> previewed(Visit visit, String programme, byte[] file) {
        Map<String, Object> preview =
                new HashMap<>(api(ParticipantResource.class).preview(visit.caller(), programme, file));
        Map<String, Integer> counts = new HashMap<>();
        List<Map<String, Object>> shown = maps(preview.get("rows")).stream()
                .filter(row -> counts.merge((String) row.get("fate"), 1, Integer::sum) <= MOST_OF_A_FATE)
                .toList();
        preview.put("counts", counts);
        preview.put("rows", shown);
        preview.put("most", MOST_OF_A_FATE);
        return Map.of("preview", preview);
    }

    private Response roster(Visit visit, String programme, Map<String, ?> outcome) {
        return roster(visit, programme, null, null, outcome);
    }

    private Response roster(Visit visit, String programme, String cohort, String after, Map<String, ?> outcome) {
        Map<String, Object> model = new HashMap<>(outcome);
        model.put("here", "/programmes/" + programme + "/roster");
        model.put("cohort", given(cohort) == null ? "" : cohort);
        model.put("cohorts", api(CohortResource.class).page(visit.caller(), programme, null, null));
        if (!outcome.containsKey("preview")) {
            model.put(
                    "people",
                    api(ParticipantResource.class)
                            .page(visit.caller(), programme, given(cohort), ON_A_PAGE, given(after)));
        }
        return page(visit, programme, "roster", model);
    }
}
