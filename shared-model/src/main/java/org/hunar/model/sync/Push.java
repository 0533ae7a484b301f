package org.hunar.model.sync;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a phone hands in: {@code POST /sync/push}.
 *
 * @param installId of the phone's database, see {@link Operation#deviceSeq}
 * @param appVersion for support; never a reason to refuse
 * @param deviceTime what the phone's own clock showed when it sent this, by which the server measures how wrong it is
 * @param ops each an operation as it stands on the wire. They stay unread here, since one that cannot be read must not
 *     keep the others from being stored: {@link Operation#fromJson} reads one
 */
public record Push(UUID installId, Optional<String> appVersion, Optional<Instant> deviceTime, List<Object> ops) {
    private static final int LAST_YEAR = 9999;

    public static Push of(UUID installId, String appVersion, Instant deviceTime, List<Operation> operations) {
        List<Object> ops = operations.stream().map(Operation::json).collect(Collectors.toList());
        return new Push(installId, Optional.of(appVersion), Optional.of(deviceTime), Collections.unmodifiableList(ops));
    }

    /** @throws InvalidException if the envelope cannot be read: no install id, or {@code ops} is not an array */
    public static Push fromJson(JsonObject json) {
        if (!json.has("ops")) {
            throw InvalidException.at(json.pointerTo("ops"), "REQUIRED", "is required, an array of operations");
        }
        return new Push(
                json.uuid("install_id"),
                json.optionalText("app_version"),
                json.optionalText("device_time").flatMap(Push::readDeviceTime),
                json.list("ops", (pointer, operation) -> operation));
    }

    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(new JsonFields()
                .putText("install_id", installId)
                .put("app_version", appVersion)
                .put("device_time", deviceTime.map(Timestamps::format))
                .toMap());
        json.put("ops", ops);
        return json;
    }

    /** Empty if it is no time in RFC 3339, of the years 0 to 9999: nothing is refused because of a clock. */
    public static Optional<Instant> readDeviceTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text))
                    .filter(time -> time.getYear() >= 0 && time.getYear() <= LAST_YEAR)
                    .map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
