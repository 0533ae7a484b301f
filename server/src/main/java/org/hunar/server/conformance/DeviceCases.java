package org.hunar.server.conformance;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.DeviceRegistration;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.client.DeviceKey;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.TransportException;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** Phones with a key of their own: let in by a code of a manager's, and revoked. */
final class DeviceCases {
    static final List<Case> CASES = List.of(
            new Case("§7", "a code enrols a phone, and the same key gets the same answer again", DeviceCases::enrolled),
            new Case("§7", "a code that one key has used is a 409 to another one", DeviceCases::used),
            new Case("§7", "an assertion that the phone signed is a token, and no second one", DeviceCases::assertion),
            new Case("§7", "an assertion that another key signed is a 400 invalid_grant", DeviceCases::forged),
            new Case("§7", "work of a revoked phone is a CONFLICT, AUTHORITY_REVIEW", DeviceCases::revoked),
            new Case("§7", "a revoked phone pulls nothing: 403 DEVICE_REVOKED", DeviceCases::nothingToPull));

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String APP = "conformance";

    private DeviceCases() {}

    private static void enrolled(Field field) throws IOException {
        String code = code(field);
        DeviceKey key = DeviceKey.inMemory();
        JsonObject first = registered(field, code, key);
        JsonObject again = registered(field, code, key);

        Expect.same("the answer", first.asMap(), again.asMap());
        Expect.equal("trainer", field.trainer().name(), first.text("trainer"));
        Expect.equal("cohorts", List.of(field.cohort()), first.texts("cohorts"));
    }

    private static void used(Field field) throws IOException {
        String code = code(field);
        registered(field, code, DeviceKey.inMemory());

        Expect.problem(register(field, code, DeviceKey.inMemory()), 409);
    }

    private static void assertion(Field field) throws IOException {
        EnrolledDevice device = device(field);
        Call call = tokenRequest(assertionOf(field, device));

        Expect.that(Expect.ok(field.wire().send(call)).has("access_token"), "an access_token", "none");
        Expect.equal("HTTP status", 400, field.wire().send(call).status());
    }

    private static void forged(Field field) throws IOException {
        EnrolledDevice device = device(field);
        EnrolledDevice forger = new EnrolledDevice(device.id(), device.trainer(), DeviceKey.inMemory());

        Answer answer = field.wire().send(tokenRequest(assertionOf(field, forger)));
        Expect.equal("HTTP status", 400, answer.status());
        Expect.equal("error", "invalid_grant", answer.json().text("error"));
    }

    private static void revoked(Field field) throws IOException {
        Person phone = revokedPhone(field);
        Handset handset = field.handset();

        phone.pushOne(handset, handset.participant(handset.newParticipantId(), field.cohort()))
                .is("CONFLICT", "AUTHORITY_REVIEW");
    }

    private static void nothingToPull(Field field) throws IOException {
        Expect.problem(revokedPhone(field).pull(Map.of()), 403, "DEVICE_REVOKED");
    }

    /** One that has a token from before. */
    private static Person revokedPhone(Field field) throws IOException {
        EnrolledDevice device = device(field);
        String token = Expect.ok(field.wire().send(tokenRequest(assertionOf(field, device))))
                .text("access_token");
        Answer answer = field.manager().send(Call.of("DELETE", "/devices/" + device.id()));
        Expect.that(answer.isSuccess(), "success", answer.status());
        return Person.withToken(field.wire(), device.trainer(), token);
    }

    private static EnrolledDevice device(Field field) throws IOException {
        DeviceKey key = DeviceKey.inMemory();
        JsonObject answer = registered(field, code(field), key);
        return new EnrolledDevice(answer.uuid("device_id"), answer.text("trainer"), key);
    }

    private static String code(Field field) throws IOException {
        return field.manager()
                .does(Call.post(
                        "/enrolments",
                        Map.of(
                                "trainer", field.trainer().name(),
                                "programme", field.programme(),
                                "cohorts", List.of(field.cohort()))))
                .text("code");
    }

    private static JsonObject registered(Field field, String code, DeviceKey key) throws IOException {
        Answer answer = register(field, code, key);
        Expect.that(answer.isSuccess(), "success", answer.status() + " " + answer.text());
        return answer.json();
    }

    private static Answer register(Field field, String code, DeviceKey key) throws IOException {
        DeviceRegistration registration = new DeviceRegistration(code, key.jwk(), "made up", APP);
        return field.wire().send(Call.post("/devices", registration.toJson()));
    }

    private static Call tokenRequest(String assertion) {
        return Call.of("POST", "/oauth/token").form(Map.of("grant_type", GRANT, "assertion", assertion));
    }

    /** With a nonce that the server gave just now. */
    private static String assertionOf(Field field, EnrolledDevice device) throws IOException {
        Hello hello = Hello.fromJson(Expect.ok(field.wire().send(Call.get("/hello"))));
        try {
            return device.assertion(hello, APP);
        } catch (TransportException e) {
            throw new Broken("a nonce in GET /hello", e.getMessage());
        }
    }
}
