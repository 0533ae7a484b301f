package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushResult;

/**
 * An operation in the phone's keeping.
 *
 * @param number order of capture in this store
 * @param install under which it was captured, and under which it is sent
 * @param author who was signed in at capture, and in whose name it is sent; absent if the app did not say
 * @param wallMillis of the device's clock at capture: an age is the difference to the same clock
 * @param result the server's answer, once it is PARKED or ACKED
 * @param answeredAt when that came, in milliseconds since 1970 of the server
 */
record OutboxEntry(
        long number,
        UUID install,
        Optional<String> author,
        long wallMillis,
        Operation operation,
        Optional<PushResult> result,
        Optional<Long> answeredAt) {

    static OutboxEntry captured(Install install, long wallMillis, Operation operation) {
        return new OutboxEntry(
                install.number(),
                install.id(),
                install.user(),
                wallMillis,
                operation,
                Optional.empty(),
                Optional.empty());
    }

    static OutboxEntry read(String key, String text) {
        JsonObject json = Json.readObject(text);
        return new OutboxEntry(
                Keys.numberOf(key),
                json.uuid("install_id"),
                json.optionalText("author"),
                json.integer("wall_millis"),
                Operation.fromJson(json.object("op")),
                json.optionalObject("result").map(PushResult::fromJson),
                json.optionalInteger("answered_at"));
    }

    /** Whether a sync of this person sends it: it is their own, or nobody knows whose it is. */
    boolean isFor(Optional<String> user) {
        return !author.isPresent() || author.equals(user);
    }

    /** The same, once the server has it as the work of this person. */
    OutboxEntry by(Optional<String> user) {
        return new OutboxEntry(number, install, user, wallMillis, operation, result, answeredAt);
    }

    OutboxEntry answered(PushResult answer, long atMillis) {
        return new OutboxEntry(
                number, install, author, wallMillis, operation, Optional.of(answer), Optional.of(atMillis));
    }

    OutboxEntry unanswered() {
        return new OutboxEntry(number, install, author, wallMillis, operation, Optional.empty(), Optional.empty());
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("install_id", install)
                .put("author", author)
                .put("wall_millis", wallMillis)
                .put("op", operation.json())
                .put("result", result.map(PushResult::toJson))
                .put("answered_at", answeredAt)
                .toMap();
    }
}
