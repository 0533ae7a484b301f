package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EnrolmentCode;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Limits;
import org.junit.jupiter.api.Test;

class EnrolledDeviceTest {
    private static final UUID ID = UUID.fromString("0b9d1a52-6f41-4c1e-9a1d-2f0c7b3e8d45");
    private static final Instant SERVER_TIME = Instant.parse("2026-11-25T06:11:02.113Z");

    /** Numbers of every length come: enough rounds meet those whose first byte is 0. */
    @Test
    void everyAssertionIsSignedAsEs256HasIt() throws Exception {
        KeyPair pair = newPair();
        EnrolledDevice device = device(pair);
        for (int i = 0; i < 600; i++) {
            String[] parts =
                    device.assertion(hello(Optional.of("nonce-" + i)), "1.8.2").split("\\.");
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            assertThat(signature).hasSize(64);
            Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
            check.initVerify(pair.getPublic());
            check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            assertThat(check.verify(signature)).isTrue();
        }
    }

    @Test
    void anAssertionNamesTheDeviceAndTheTimesOfTheServer() throws Exception {
        String[] parts =
                device(newPair()).assertion(hello(Optional.of("once")), "1.8.2").split("\\.");
        assertThat(decoded(parts[0]).asMap()).isEqualTo(Map.of("alg", "ES256", "kid", ID.toString(), "typ", "JWT"));
        JsonObject claims = decoded(parts[1]);
        assertThat(claims.text("iss")).isEqualTo(ID.toString()).isEqualTo(claims.text("sub"));
        assertThat(claims.text("aud")).isEqualTo("hunar-oauth");
        assertThat(claims.text("jti")).isEqualTo("once");
        assertThat(claims.integer("exp")).isEqualTo(SERVER_TIME.getEpochSecond() + 300);
    }

    @Test
    void aServerWithoutNoncesIsNoServerForDevices() throws Exception {
        EnrolledDevice device = device(newPair());
        assertThatThrownBy(() -> device.assertion(hello(Optional.empty()), "1.8.2"))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("nonce");
    }

    @Test
    void aKeyIsToldByItsPointAndNothingElse() throws Exception {
        KeyPair pair = newPair();
        Map<String, Object> jwk = device(pair).key().jwk();
        assertThat(jwk.keySet()).containsExactly("kty", "crv", "x", "y");
        byte[] x = Base64.getUrlDecoder().decode((String) jwk.get("x"));
        assertThat(x).hasSize(32);
        assertThat(new BigInteger(1, x))
                .isEqualTo(((ECPublicKey) pair.getPublic()).getW().getAffineX());
        assertThat(Jws.fixedLength(BigInteger.ONE)).hasSize(32).endsWith(1);
        assertThat(Arrays.copyOf(Jws.fixedLength(BigInteger.ONE.shiftLeft(255)), 1))
                .containsExactly(0x80);
    }

    @Test
    void aScannedCodeSaysWhereAndWithWhat() {
        EnrolmentCode scanned =
                EnrolmentCode.parse("{\"v\":1,\"url\":\"https://hunar.example.org/api/v1\",\"code\":\"7Q4K\"}");
        assertThat(scanned).isEqualTo(new EnrolmentCode("https://hunar.example.org/api/v1", "7Q4K"));
        assertThat(scanned.toString()).doesNotContain("7Q4K");
        assertThatThrownBy(() -> EnrolmentCode.parse("{\"v\":2}")).hasMessageContaining("later");
        assertThatThrownBy(() -> EnrolmentCode.parse("https://example.org")).isInstanceOf(RuntimeException.class);
    }

    private static EnrolledDevice device(KeyPair pair) {
        return new EnrolledDevice(ID, "amina", DeviceKey.of((ECPublicKey) pair.getPublic(), pair.getPrivate()));
    }

    private static Hello hello(Optional<String> nonce) {
        return new Hello(SERVER_TIME, 1, 1, Limits.DEFAULT, 3, nonce);
    }

    private static JsonObject decoded(String part) {
        return Json.readObject(Base64.getUrlDecoder().decode(part));
    }

    private static KeyPair newPair() throws Exception {
        KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
        maker.initialize(new ECGenParameterSpec("secp256r1"));
        return maker.generateKeyPair();
    }
}
