package org.hunar.server.auth;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/** {@code POST /oauth/token}: the token endpoint of RFC 6749. */
@Path("/api/v1/oauth/token")
@Produces(MediaType.APPLICATION_JSON)
public final class TokenResource {
    private final Users users;
    private final Tokens tokens;

    TokenResource(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response form(MultivaluedMap<String, String> form) {
        return issue(TokenRequest.fromForm(form));
    }

    /** The same parameters as a JSON object. Read here, since what is not JSON must be refused in the words of the RFC. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response json(byte[] body) {
        try {
            return issue(TokenRequest.fromJson(JsonObject.of("", Json.readBody(body))));
        } catch (InvalidException e) {
            throw TokenRefusal.invalidRequest(e.getMessage());
        }
    }

    private Response issue(TokenRequest request) {
        User user = users.signIn(request.username(), request.password()).orElseThrow(TokenRefusal::invalidGrant);
        Map<String, Object> answer = Map.of(
                "access_token", tokens.issue(user),
                "token_type", "Bearer",
                "expires_in", tokens.lifetime().toSeconds());
        return Response.ok(answer).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
