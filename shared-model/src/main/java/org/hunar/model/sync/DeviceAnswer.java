package org.hunar.model.sync;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * What an enrolled device is to the server. The same code with the same key gets the same answer, however often.
 *
 * @param deviceId names the device in its assertions
 * @param trainer whose work it hands in
 * @param programme of which it may have documents
 * @param cohorts of which it may have documents; empty for all that the trainer has in the programme
 */
public record DeviceAnswer(UUID deviceId, String trainer, String programme, List<String> cohorts) {

    public static DeviceAnswer fromJson(JsonObject json) {
        return new DeviceAnswer(
                json.uuid("device_id"), json.text("trainer"), json.text("programme"), json.texts("cohorts"));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .putText("device_id", deviceId)
                .put("trainer", trainer)
                .put("programme", programme)
                .put("cohorts", cohorts)
                .toMap();
    }
}
