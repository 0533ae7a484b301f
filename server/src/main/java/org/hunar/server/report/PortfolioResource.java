package org.hunar.server.report;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.VersionedAnswer;

/** {@code /portfolio}: the figures of all programmes that the caller may see. */
@Path("/api/v1/portfolio")
@Produces(MediaType.APPLICATION_JSON)
public final class PortfolioResource {
    private final Portfolios portfolios;

    PortfolioResource(Portfolios portfolios) {
        this.portfolios = portfolios;
    }

    /** @param groupBy sector, ministry or province; sector when absent */
    @GET
    public Response portfolio(
            @Auth Caller caller,
            @QueryParam("group_by") String groupBy,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
        PortfolioGroup group = group(groupBy);
        String version = portfolios.version(caller);
        return VersionedAnswer.of(
                ifNoneMatch, version, () -> new VersionedAnswer(version, portfolios.portfolio(caller, group)));
    }

    private static PortfolioGroup group(String name) {
        return name == null
                ? PortfolioGroup.SECTOR
                : Optional.of(name)
                        .flatMap(PortfolioGroup::named)
                        .orElseThrow(() -> InvalidException.at(
                                "?group_by", "INVALID", "one of " + PortfolioGroup.wireNames() + " is expected"));
    }
}
