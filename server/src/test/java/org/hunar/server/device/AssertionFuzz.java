package org.hunar.server.device;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jsonwebtoken.Jwts;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.fuzz.Refusal;

/** What a phone says of itself: its assertion, and the key with which it enrols. */
public class AssertionFuzz {
    private static final PublicKey KEY = Jwts.SIG.ES256.keyPair().build().getPublic();
    private static final Assertions ASSERTIONS = new Assertions(device -> Optional.of(KEY));

    /** Nobody has the private key, so nothing that a fuzzer makes is an assertion. */
    public static void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Refusal.require(ASSERTIONS.read(text).isEmpty(), "an assertion that was not signed");
        Refusal.orElse(() -> new OneTimeCode(text).hash());
        Refusal.orElse(() ->
                        PublicKeyJwk.of(JsonObject.of("", Json.readBody(input)).asMap()))
                .ifPresent(key -> Refusal.require(key.publicKey() != null, "a key that cannot be used"));
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
