package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.server.auth.OpenBeforePasswordChange;
import org.hunar.server.auth.TokenResource;
import org.hunar.server.auth.Visit;

/** {@code /account}: what everybody sees to himself. */
@Path("/account")
public final class AccountPageResource extends PageResource {
    AccountPageResource(PageFrame frame) {
        super(frame);
    }

    @GET
    @OpenBeforePasswordChange
    public Response account(@Auth Visit visit) {
        return page(
                visit,
                "account",
                Map.of(
                        "grants",
                        visit.caller().grants().stream()
                                .map(org.hunar.server.auth.Grant::toJson)
                                .toList()));
    }

    /** Ends every session and every token, on phones and in scripts too. */
    @POST
    @Path("sign-out")
    @OpenBeforePasswordChange
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutEverywhere(@Auth Visit visit, @FormParam("form_token") String token) {
        visit.requireOwnForm(token);
        api(TokenResource.class).end(visit.caller());
        return seeOther("/sign-in");
    }
}
