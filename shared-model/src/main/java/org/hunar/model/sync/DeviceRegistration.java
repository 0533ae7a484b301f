package org.hunar.model.sync;

import java.util.Map;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * How an app enrols for a trainer, with the code that a manager gave: {@code POST /devices}.
 *
 * @param code as it stands in the QR code, or as a person typed it
 * @param publicKey a JSON Web Key (RFC 7517) on P-256: {@code kty}, {@code crv}, {@code x}, {@code y}
 * @param model what the phone calls itself, such as {@code Samsung A14}
 * @param appVersion such as {@code 1.8.2}
 */
public record DeviceRegistration(String code, Map<String, Object> publicKey, String model, String appVersion) {

    public static DeviceRegistration fromJson(JsonObject json) {
        return new DeviceRegistration(
                json.text("code"),
                json.object("public_key").asMap(),
                json.optionalText("model").orElse(""),
                json.optionalText("app_version").orElse(""));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("code", code)
                .put("public_key", publicKey)
                .put("model", model)
                .put("app_version", appVersion)
                .toMap();
    }

    @Override
    public String toString() {
        return "DeviceRegistration[model=" + model + ", appVersion=" + appVersion + "]";
    }
}
