package org.hunar.server.auth;

import io.dropwizard.auth.AuthFilter;
import io.dropwizard.auth.Authenticator;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Set;
import org.hunar.server.http.ProblemException;

/** Lets browsers in by the cookie of their session; who has none is led to the page for signing in. */
@Priority(Priorities.AUTHENTICATION)
final class VisitFilter extends AuthFilter<String, Visit> {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    private VisitFilter() {}

    static VisitFilter of(Authenticator<String, Visit> authenticator) {
        return new Builder().setAuthenticator(authenticator).buildAuthFilter();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        requireOwnOrigin(request);
        Cookie cookie = request.getCookies().get(AuthFeature.SESSION_COOKIE);
        String session = cookie == null ? null : cookie.getValue();
        if (session == null || !authenticate(request, session, "COOKIE")) {
            request.abortWith(Response.seeOther(signIn(request)).build());
        }
    }

    /** A form that another site sends is refused before its cookie is looked at. */
    static void requireOwnOrigin(ContainerRequestContext request) {
        if (HARMLESS.contains(request.getMethod())) {
            return;
        }
        String origin = request.getHeaderString("Origin");
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean ours = origin == null || isOf(origin, request.getHeaderString(HttpHeaders.HOST));
        if (!ours || "cross-site".equals(site) || "same-site".equals(site)) {
            throw new ProblemException(400, "FOREIGN_FORM", "the form came from another site; nothing was done");
        }
    }

    private static boolean isOf(String origin, String host) {
        try {
            return URI.create(origin).getAuthority() != null
                    && URI.create(origin).getAuthority().equals(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static URI signIn(ContainerRequestContext request) {
        UriBuilder to = UriBuilder.fromPath("/sign-in");
        boolean canGoOn = HARMLESS.contains(request.getMethod())
                && !request.getUriInfo().getPath().isEmpty();
        return canGoOn
                ? to.queryParam("to", "{to}").build("/" + request.getUriInfo().getPath())
                : to.build();
    }

    private static final class Builder extends AuthFilterBuilder<String, Visit, VisitFilter> {
        @Override
        protected VisitFilter newInstance() {
            return new VisitFilter();
        }
    }
}
