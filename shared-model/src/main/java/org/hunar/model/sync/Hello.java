package org.hunar.model.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * What a server says of itself to anybody: {@code GET /hello}.
 *
 * @param protocolMin oldest protocol it speaks
 * @param protocolMax newest protocol it speaks
 * @param epoch of the feed; it rises when the server was restored from a backup
 * @param nonce for one request for a token by a device, within minutes; absent where devices cannot be enrolled
 */
public record Hello(
        Instant serverTime, int protocolMin, int protocolMax, Limits limits, long epoch, Optional<String> nonce) {

    public static Hello fromJson(JsonObject json) {
        JsonObject protocol = json.object("protocol");
        return new Hello(
                json.instant("server_time"),
                (int) protocol.integer("min"),
                (int) protocol.integer("max"),
                json.optionalObject("limits").map(Limits::fromJson).orElse(Limits.DEFAULT),
                json.integer("epoch"),
                json.optionalText("nonce"));
    }

    public Map<String, Object> toJson() {
        return new JsonFields()
                .put("server_time", Timestamps.format(serverTime))
                .put("protocol", Map.of("min", protocolMin, "max", protocolMax))
                .put("limits", limits.toJson())
                .put("epoch", epoch)
                .put("nonce", nonce)
                .toMap();
    }
}
