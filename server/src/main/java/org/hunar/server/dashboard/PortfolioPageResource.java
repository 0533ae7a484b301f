package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Visit;
import org.hunar.server.programme.ProgrammeResource;
import org.hunar.server.report.PortfolioResource;

/** Where everybody begins: all programmes, with their figures for who may see them. */
@Path("/")
public final class PortfolioPageResource extends PageResource {
    PortfolioPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    public Response home(@Auth Visit visit) {
        return seeOther(mayReadReports(visit.caller()) ? "/portfolio" : "/programmes");
    }

    @GET
    @Path("portfolio")
    public Response portfolio(@Auth Visit visit, @QueryParam("group_by") String groupBy) {
        if (!mayReadReports(visit.caller()) && groupBy == null) {
            return seeOther("/programmes");
        }
        Response figures = api(PortfolioResource.class).portfolio(visit.caller(), given(groupBy), null);
        return page(visit, "portfolio", Map.of("portfolio", entity(figures)));
    }

    @GET
    @Path("programmes")
    public Response programmes(@Auth Visit visit, @QueryParam("after") String after) {
        return page(visit, "programmes", api(ProgrammeResource.class).page(visit.caller(), ON_A_PAGE, given(after)));
    }

    private static boolean mayReadReports(Caller caller) {
        return caller.isAdmin()
                || caller.grants().stream()
                        .anyMatch(grant ->
                                grant.programme().filter(caller::seesAllCohorts).isPresent());
    }
}
