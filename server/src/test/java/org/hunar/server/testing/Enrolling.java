package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.sync.EnrolmentCode;
import org.hunar.model.sync.client.DeviceKey;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.TransportException;

/** How a phone is let in: a manager makes out a code, a trainer scans it. */
public final class Enrolling {
    public static final String APP = "1.8.2";
    public static final String MODEL = "Samsung A14";

    private Enrolling() {}

    /** The answer to a manager of the welding programme. */
    public static HttpResponse<String> asked(TestServer server, String token, String trainer, String... cohorts) {
        return server.post(
                WeldingProgramme.path("/enrolments"), token, Map.of("trainer", trainer, "cohorts", List.of(cohorts)));
    }

    public static EnrolmentCode code(TestServer server, String token, String trainer, String... cohorts) {
        HttpResponse<String> answer = asked(server, token, trainer, cohorts);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return EnrolmentCode.parse(
                Json.write(TestServer.json(answer).object("qr").asMap()));
    }

    /** What a trainer's app does with what it has scanned. */
    public static EnrolledDevice enrol(EnrolmentCode scanned, DeviceKey key) throws TransportException {
        return EnrolledDevice.enrol(HttpServer.at(scanned.url()), scanned.code(), key, MODEL, APP);
    }

    public static DeviceKey newKey() {
        return DeviceKey.inMemory();
    }

    public static KeyPair newPair() {
        try {
            KeyPairGenerator maker = KeyPairGenerator.getInstance("EC");
            maker.initialize(new ECGenParameterSpec("secp256r1"));
            return maker.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
