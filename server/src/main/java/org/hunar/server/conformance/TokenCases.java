package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** Signing in, and what happens without. */
final class TokenCases {
    static final List<Case> CASES = List.of(
            new Case("§2", "a wrong password is a 400 invalid_grant (RFC 6749 §5.2)", TokenCases::wrongPassword),
            new Case("§2", "a token request without grant_type is a 400 invalid_request", TokenCases::noGrantType),
            new Case("§2", "an unknown grant_type is a 400 unsupported_grant_type", TokenCases::unknownGrantType),
            new Case(
                    "§3", "push, pull and status without a token are a 401 with WWW-Authenticate", TokenCases::noToken),
            new Case("§3", "a token that the server did not give is a 401", TokenCases::foreignToken));

    private static final List<String> SYNC_PATHS = List.of("/sync/push", "/sync/pull", "/sync/status");

    private TokenCases() {}

    private static void wrongPassword(Field field) throws IOException {
        refused(field, field.wrongPassword(), "invalid_grant");
    }

    private static void noGrantType(Field field) throws IOException {
        refused(field, tokenRequest(Map.of("username", "x", "password", "y")), "invalid_request");
    }

    private static void unknownGrantType(Field field) throws IOException {
        refused(field, tokenRequest(Map.of("grant_type", "telepathy")), "unsupported_grant_type");
    }

    private static void noToken(Field field) throws IOException {
        for (String path : SYNC_PATHS) {
            Answer answer = field.wire().send(Call.post(path, Map.of()));
            Expect.problem(answer, 401);
            Expect.header(answer, "WWW-Authenticate");
        }
    }

    private static void foreignToken(Field field) throws IOException {
        for (String path : SYNC_PATHS) {
            Expect.problem(field.wire().send(Call.post(path, Map.of()).as("not.a.token")), 401);
        }
    }

    private static Call tokenRequest(Map<String, String> form) {
        return Call.of("POST", "/oauth/token").form(form);
    }

    private static void refused(Field field, Call call, String error) throws IOException {
        Answer answer = field.wire().send(call);
        Expect.equal("HTTP status", 400, answer.status());
        JsonObject refusal = answer.json();
        Expect.equal("error", error, refusal.text("error"));
    }
}
