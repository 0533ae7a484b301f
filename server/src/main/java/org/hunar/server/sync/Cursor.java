package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * How far a phone has read; opaque to it. Not signed: what a cursor names beyond the caller's grants is not looked at.
 *
 * @param epoch of the feed that was read
 * @param places scope to the last number read
 */
record Cursor(long epoch, Map<String, Long> places) {
    static Cursor start(long epoch) {
        return new Cursor(epoch, Map.of());
    }

    /** @throws InvalidException if the text is no cursor of ours */
    static Cursor parse(String text) {
        try {
            JsonObject json = Json.readObject(Base64.getUrlDecoder().decode(text));
            Map<String, Long> places = new TreeMap<>();
            JsonObject scopes = json.object("s");
            scopes.names().forEach(scope -> places.put(scope, scopes.integer(scope)));
            return new Cursor(json.integer("e"), places);
        } catch (IllegalArgumentException e) {
            throw InvalidException.at("/cursor", "INVALID_CURSOR", "not a cursor that this server gave");
        }
    }

    String text() {
        byte[] json = Json.write(Map.of("e", epoch, "s", new TreeMap<>(places))).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
