package org.hunar.server.auth;

import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.glassfish.jersey.server.ContainerRequest;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.ProblemException;

/** {@code /oauth/token}: POST is the token endpoint of RFC 6749, DELETE signs out. */
@Path("/api/v1/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final SignIns signIns;
    private final DeviceDoor devices;
    private final Users users;

    TokenResource(SignIns signIns, DeviceDoor devices, Users users) {
        this.signIns = signIns;
        this.devices = devices;
        this.users = users;
    }

    /** Read here, since what is no form must be refused in the words of the RFC. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(@Context HttpServletRequest request, ContainerRequest body) {
        return issue(() -> TokenRequest.fromForm(form(body)), request);
    }

    /** The same parameters as a JSON object; read here for the same reason. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response json(@Context HttpServletRequest request, byte[] body) {
        return issue(() -> TokenRequest.fromJson(object(body)), request);
    }

    private static MultivaluedMap<String, String> form(ContainerRequest body) {
        try {
            return body.readEntity(Form.class).asMap();
        } catch (BadRequestException e) {
            throw TokenRefusal.invalidRequest("the form is not percent-encoded as it has to be");
        }
    }

    private static JsonObject object(byte[] body) {
        try {
            return JsonObject.of("", Json.readBody(body));
        } catch (InvalidException e) {
            throw TokenRefusal.invalidRequest(e.getMessage());
        }
    }

    /** Signs out: every token of the caller ends, wherever he has one; a phone gets another one by its own key. */
    @DELETE
    @OpenBeforePasswordChange
    public void end(@Auth Caller caller) {
        caller.requireNoDevice();
        users.endTokens(new UserName(caller.name()));
    }

    private Response issue(Supplier<TokenRequest> read, HttpServletRequest request) {
        String address = ClientAddress.of(request);
        TokenRequest wanted = read(read, address);
        return answer(
                wanted instanceof TokenRequest.ByPassword password
                        ? signIns.byPassword(password, address)
                        : signIns.byAssertion((TokenRequest.ByAssertion) wanted, devices, address));
    }

    private TokenRequest read(Supplier<TokenRequest> request, String address) {
        try {
            return request.get();
        } catch (ProblemException refusal) {
            if (refusal.code().equals(TokenRefusal.INVALID_GRANT)) {
                signIns.noName(address);
            }
            throw refusal;
        }
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
