package org.hunar.server.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;

/**
 * An event on its way to one webhook.
 *
 * @param secret as it was shown
 * @param triedSince when it came about, or was asked for again: what is tried in vain for long is given up
 * @param answer what became of the last attempt, such as {@code 503}
 */
record Delivery(
        UUID id,
        URI url,
        String secret,
        String type,
        String payload,
        Instant createdAt,
        Instant triedSince,
        State state,
        int attempts,
        Instant nextAt,
        Optional<String> answer) {

    enum State {
        WAITING,
        DELIVERED,
        /** Given up. */
        DEAD
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("id", id.toString())
                .put("type", type)
                .put("created_at", Timestamps.format(createdAt))
                .put("state", state.name())
                .put("attempts", attempts)
                .put("next_at", state == State.WAITING ? Timestamps.format(nextAt) : null)
                .put("answer", answer)
                .toMap();
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "Delivery[" + id + ", " + type + ", " + state + "]";
    }
}
