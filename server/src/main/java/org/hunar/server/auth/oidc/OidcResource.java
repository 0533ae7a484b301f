package org.hunar.server.auth.oidc;

import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.hunar.server.auth.Attempts;
import org.hunar.server.auth.SignedIn;
import org.hunar.server.auth.WebSessions;
import org.hunar.server.auth.WebSignIns;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.ProblemException;

/** {@code /sign-in/oidc}: to the provider and back. It is there only if {@code oidc.issuer} is set. */
@Path(OidcResource.PATH)
public final class OidcResource {
    static final String PATH = "/sign-in/oidc";
    static final String CALLBACK = PATH + "/callback";

    private static final String EMAIL = "email";

    private final OidcConfig config;
    private final OidcProvider provider;
    private final WebSignIns signIns;
    private final Attempts attempts;
    private final WebSessions sessions;

    public OidcResource(OidcConfig config, WebSignIns signIns, Attempts attempts, WebSessions sessions) {
        this.config = config;
        this.provider = new OidcProvider(config);
        this.signIns = signIns;
        this.attempts = attempts;
        this.sessions = sessions;
    }

    @GET
    public Response begin() {
        PendingSignIn pending = PendingSignIn.random();
        return Response.seeOther(provider.authorization(pending))
                .cookie(pending.cookie())
                .build();
    }

    @GET
    @Path("/callback")
    public Response end(@Context HttpServletRequest request, @CookieParam(PendingSignIn.COOKIE) Cookie cookie) {
        String address = ClientAddress.of(request);
        attempts.admit(address);
        try {
            PendingSignIn pending = PendingSignIn.of(cookie)
                    .orElseThrow(() -> new ProblemException(
                            400, "OIDC_REFUSED", "this sign-in was not begun in this browser, or too long ago"));
            SignedIn who = user(provider.person(returned(request), pending));
            return Response.fromResponse(sessions.begin(who, request))
                    .cookie(PendingSignIn.noCookie())
                    .build();
        } catch (ProblemException refusal) {
            attempts.wrong(address);
            throw refusal;
        }
    }

    /** The address as the provider was told it: behind a proxy the request may say another. */
    private URI returned(HttpServletRequest request) {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        return URI.create(config.redirectUri() + "?" + query);
    }

    /** A user who is here already: the provider says who somebody is, and not what he may do. */
    private SignedIn user(IDTokenClaimsSet claims) {
        String claim = config.claim();
        boolean isProven = !claim.equals(EMAIL) || Boolean.TRUE.equals(claims.getClaim("email_verified"));
        return Optional.ofNullable(claims.getStringClaim(claim))
                .filter(name -> isProven)
                .flatMap(signIns::named)
                .orElseThrow(() -> new ProblemException(
                        403, "NO_SUCH_USER", "you are known to " + config.label() + ", but you are no user here"));
    }
}
