package org.hunar.server.auth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.http.ClientAddress;

/** {@code POST /oauth/token}: the token endpoint of RFC 6749. */
@Path("/api/v1/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final SignIns signIns;
    private final DeviceDoor devices;

    TokenResource(SignIns signIns, DeviceDoor devices) {
        this.signIns = signIns;
        this.devices = devices;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(@Context HttpServletRequest request, MultivaluedMap<String, String> form) {
        return issue(TokenRequest.fromForm(form), request);
    }

    /** The same parameters as a JSON object. Read here, since what is not JSON must be refused in the words of the RFC. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response json(@Context HttpServletRequest request, byte[] body) {
        try {
            return issue(TokenRequest.fromJson(JsonObject.of("", Json.readBody(body))), request);
        } catch (InvalidException e) {
            throw TokenRefusal.invalidRequest(e.getMessage());
        }
    }

    private Response issue(TokenRequest wanted, HttpServletRequest request) {
        return answer(
                wanted instanceof TokenRequest.ByPassword password
                        ? signIns.byPassword(password, ClientAddress.of(request))
                        : signIns.byAssertion((TokenRequest.ByAssertion) wanted, devices));
    }

    /** A token by RFC 6749 §5.1. */
    static Response answer(Tokens.AccessToken token) {
        Map<String, Object> answer = Map.of(
                "access_token", token.text(),
                "token_type", "Bearer",
                "expires_in", token.lifetime().toSeconds());
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
