package org.hunar.model.sync;

import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What the QR code of an enrolment says: {@code {"v":1,"url":"https://…/api/v1","code":"7Q4K-…"}}.
 *
 * @param url of the server's API, under which {@code /devices} stands
 * @param code to be used once
 */
public record EnrolmentCode(String url, String code) {
    private static final int VERSION = 1;

    /** @throws InvalidException if a QR code says something else, or is of a later version than this app */
    public static EnrolmentCode parse(String text) {
        JsonObject json = Json.readObject(text);
        if (json.integer("v") != VERSION) {
            throw json.invalid("v", "this app reads version " + VERSION + "; a later one is needed");
        }
        return new EnrolmentCode(json.text("url"), json.text("code"));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("v", VERSION)
                .put("url", url)
                .put("code", code)
                .toMap();
    }

    @Override
    public String toString() {
        return "EnrolmentCode[url=" + url + "]";
    }
}
