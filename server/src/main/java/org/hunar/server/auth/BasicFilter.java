package org.hunar.server.auth;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.ProblemException;

/** Before a resource that is {@link WithBasic}: lets in by name and password, and asks for them in each 401. */
@WithBasic
@Priority(Priorities.AUTHENTICATION - 100)
final class BasicFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final int UNAUTHORIZED = 401;

    private final BasicSignIns basic;
    private final Secrecy secrecy;

    @Context
    private HttpServletRequest http;

    BasicFilter(BasicSignIns basic, Secrecy secrecy) {
        this.basic = basic;
        this.secrecy = secrecy;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            throw ProblemException.unauthorized("name and password are needed, or an access token");
        }
        if (!BasicSignIns.isOne(authorization)) {
            return;
        }
        if (!secrecy.keeps(http)) {
            throw ProblemException.forbidden("a password may only come over HTTPS");
        }
        KnownCaller.letIn(
                request,
                basic.caller(authorization, ClientAddress.of(http))
                        .orElseThrow(() -> ProblemException.unauthorized("name or password is wrong")));
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == UNAUTHORIZED) {
            response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, BasicSignIns.CHALLENGE);
        }
    }
}
