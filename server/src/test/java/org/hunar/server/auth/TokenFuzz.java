package org.hunar.server.auth;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.fuzz.Refusal;

/** What comes in the header Authorization and to the token endpoint. */
public class TokenFuzz {
    private static final TokensConfig CONFIG =
            new TokensConfig(Optional.of(SigningKey.random(new SecureRandom())), null, null, null, null);
    private static final Tokens TOKENS = new Tokens(
            SigningKeys.of(CONFIG, new SecureRandom()),
            CONFIG,
            Clock.fixed(Instant.parse("2026-09-21T08:00:00Z"), ZoneOffset.UTC));

    /** Nobody has the key, so nothing that a fuzzer makes is a token. */
    public static void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Refusal.require(TOKENS.read(text).isEmpty(), "a token that was not signed");
        Refusal.orElse(() -> TokenRequest.fromJson(JsonObject.of("", Json.readBody(input))));
        Refusal.orElse(() -> TokenRequest.fromForm(
                Map.of("grant_type", List.of("password"), "username", List.of(text), "password", List.of(text))));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
