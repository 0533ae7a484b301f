package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.DeviceAnswer;
import org.hunar.model.sync.DeviceRegistration;
import org.hunar.model.sync.Hello;

/**
 * A trainer on this phone, as a manager enrolled him. An app keeps the id and the name, and the key in its keystore; each
 * trainer on a phone has a key and an id of his own.
 *
 * @param id as the server gave it
 * @param trainer by the name that the server knows
 */
public record EnrolledDevice(UUID id, String trainer, DeviceKey key) {
    /** Whom an assertion is for: the token endpoint of any Hunar server; the nonce says of which. */
    private static final String AUDIENCE = "hunar-oauth";

    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    /**
     * Uses the code of a manager. To be tried again with the same key until there is an answer: it will be the same one.
     *
     * @param code as the QR code has it, or as it was typed
     * @throws TransportException 404 for an unknown code, 410 for one that has expired, 409 for one that was used
     */
    public static EnrolledDevice enrol(HttpServer server, String code, DeviceKey key, String model, String appVersion)
            throws TransportException {
        DeviceRegistration registration = new DeviceRegistration(code, key.jwk(), model, appVersion);
        byte[] body = Json.write(registration.toJson()).getBytes(StandardCharsets.UTF_8);
        try {
            DeviceAnswer answer = DeviceAnswer.fromJson(new HttpCall(server, "POST", "/devices")
                    .sending(HttpCall.JSON, body)
                    .answer());
            return new EnrolledDevice(answer.deviceId(), answer.trainer(), key);
        } catch (InvalidException e) {
            throw TransportException.noAnswer("the server did not answer as the protocol says", e);
        }
    }

    /**
     * An assertion (RFC 7523 §3) for one token. All times in it are the server's own: the clock of the phone plays no
     * part.
     *
     * @param hello just heard, with a nonce
     */
    public String assertion(Hello hello, String appVersion) throws TransportException {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "ES256");
        header.put("kid", id.toString());
        header.put("typ", "JWT");
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", id.toString());
        claims.put("sub", id.toString());
        claims.put("aud", AUDIENCE);
        claims.put("jti", hello.nonce().orElseThrow(() -> withoutNonce()));
        claims.put("exp", hello.serverTime().plus(GOOD_FOR).getEpochSecond());
        claims.put("app_version", appVersion);
        String signed = Jws.base64(header) + "." + Jws.base64(claims);
        try {
            byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Jws.base64(Jws.concatenated(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of this device cannot be used; it has to be enrolled again", e);
        }
    }

    private static TransportException withoutNonce() {
        return TransportException.noAnswer("the server gave no nonce: it does not know enrolled devices", null);
    }
}
