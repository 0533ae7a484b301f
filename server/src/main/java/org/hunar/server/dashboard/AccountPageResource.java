package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.server.auth.Grant;
import org.hunar.server.auth.OpenBeforePasswordChange;
import org.hunar.server.auth.OpenSession;
import org.hunar.server.auth.PageSessions;
import org.hunar.server.auth.TokenResource;
import org.hunar.server.auth.Visit;

/** {@code /account}: what everybody sees to himself. */
@Path("/account")
public final class AccountPageResource extends PageResource {
    private final PageSessions sessions;

    AccountPageResource(PageFrame frame, PageSessions sessions) {
        super(frame);
        this.sessions = sessions;
    }

    @GET
    @OpenBeforePasswordChange
    public Response account(@Auth Visit visit) {
        return page(
                visit,
                "account",
                Map.of(
                        "grants",
                        visit.caller().grants().stream().map(Grant::toJson).toList(),
                        "sessions",
                        sessions.open(visit.session().who()).stream()
                                .map(session -> shown(session, visit))
                                .toList()));
    }

    private static Map<String, Object> shown(OpenSession session, Visit visit) {
        return Map.of(
                "id", session.id(),
                "browser", session.browser(),
                "since", session.since().toString(),
                "last_seen", session.lastSeen().toString(),
                "here", session.id().equals(visit.session().id()));
    }

    /** Ends one session, such as that of an office computer which was left signed in. */
    @POST
    @Path("sessions/{id}")
    @OpenBeforePasswordChange
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@Auth Visit visit, @PathParam("id") String id, @FormParam("form_token") String token) {
        return PageForm.of(visit, token).shows(() -> {
            sessions.end(visit.session().who(), id);
            return id.equals(visit.session().id()) ? SignInResource.signedOut() : seeOther("/account");
        });
    }

    /** Ends every session and every token, on phones and in scripts too. */
    @POST
    @Path("sign-out")
    @OpenBeforePasswordChange
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOutEverywhere(@Auth Visit visit, @FormParam("form_token") String token) {
        return PageForm.of(visit, token).shows(() -> {
            api(TokenResource.class).end(visit.caller());
            return SignInResource.signedOut();
        });
    }
}
