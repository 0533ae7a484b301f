package org.hunar.server.openrosa;

import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.BasicSignIns;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.KnownCaller;
import org.hunar.server.auth.Secrecy;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.PathValue;
import org.hunar.server.http.ProblemException;

/**
 * Stands in the door: finds out who calls, by the token in the path or by name and password, and gives every answer what
 * OpenRosa wants of it, refusals too. An access token of the API is let through to where those are read.
 */
@Priority(Priorities.AUTHENTICATION - 100)
final class DoorFilter implements ContainerRequestFilter, ContainerResponseFilter {
    /** Bytes of a POST that phones split a submission into; more is taken. */
    static final int ACCEPTED_BYTES = 10_485_760;

    /** Of every answer. */
    static final Map<String, String> HEADERS = Map.of(
            "X-OpenRosa-Version",
            "1.0",
            "X-OpenRosa-Accept-Content-Length",
            Integer.toString(ACCEPTED_BYTES),
            HttpHeaders.CONTENT_LANGUAGE,
            "en");

    private static final String DOOR = "openrosa/";
    private static final int FIRST_ERROR = 400;
    private static final int UNAUTHORIZED = 401;

    private final CollectTokens tokens;
    private final BasicSignIns basic;
    private final Secrecy secrecy;

    @Context
    private HttpServletRequest http;

    DoorFilter(CollectTokens tokens, BasicSignIns basic, Secrecy secrecy) {
        this.tokens = tokens;
        this.basic = basic;
        this.secrecy = secrecy;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isOurs(request)) {
            return;
        }
        ProgrammeId programme = PathValue.programme(
                Optional.ofNullable(request.getUriInfo().getPathParameters().getFirst("programme"))
                        .orElse(""));
        String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        String token = KeyPrefixFilter.token(request);
        if (token != null) {
            KnownCaller.letIn(request, tokens.caller(token, programme));
        } else if (BasicSignIns.isOne(authorization)) {
            requireSecrecy();
            KnownCaller.letIn(
                    request, basic.caller(authorization, ClientAddress.of(http)).orElseThrow(DoorFilter::unauthorized));
        } else if (authorization == null) {
            throw unauthorized();
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!isOurs(request)) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        HEADERS.forEach(headers::putSingle);
        if (response.getStatus() == UNAUTHORIZED) {
            headers.putSingle(HttpHeaders.WWW_AUTHENTICATE, BasicSignIns.CHALLENGE);
        }
        if (response.getStatus() >= FIRST_ERROR && response.getEntity() instanceof String problem) {
            response.setEntity(
                    OpenRosaXml.message("error", sentence(response.getStatus(), problem, request)),
                    null,
                    MediaType.valueOf(OpenRosaXml.TEXT_XML));
        }
    }

    /** Only this reaches whoever holds the phone: in his language, if it is known who he is. */
    private static String sentence(int status, String problem, ContainerRequestContext request) {
        Principal caller = request.getSecurityContext().getUserPrincipal();
        List<String> languages = caller instanceof Caller known
                ? known.languages().isEmpty() ? List.of("en") : known.languages()
                : List.of();
        try {
            // the API speaks of its tokens, which no phone here has
            return status == UNAUTHORIZED
                    ? Refusal.UNAUTHORIZED.message(languages)
                    : Refusal.message(Json.readObject(problem).asMap(), languages);
        } catch (InvalidException e) {
            return problem;
        }
    }

    private static boolean isOurs(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith(DOOR);
    }

    private void requireSecrecy() {
        if (!secrecy.keeps(http)) {
            throw Refusal.IN_CLEAR.problem();
        }
    }

    private static ProblemException unauthorized() {
        return Refusal.UNAUTHORIZED.problem();
    }
}
