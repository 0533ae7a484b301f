package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
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
 * @param purged scope to the greatest number whose tombstone was gone when reading began; a scope that has been read
 *     beyond it is left out
 */
record Cursor(long epoch, Map<String, Long> places, Map<String, Long> purged) {
    static Cursor start(long epoch) {
        return new Cursor(epoch, Map.of(), Map.of());
    }

    /** @throws InvalidException if the text is no cursor of ours */
    static Cursor parse(String text) {
        try {
            JsonObject json = Json.readObject(Base64.getUrlDecoder().decode(text));
            return new Cursor(
                    json.integer("e"),
                    numbers(json.object("s")),
                    json.optionalObject("p").map(Cursor::numbers).orElseGet(Map::of));
        } catch (IllegalArgumentException e) {
            throw InvalidException.at("/cursor", "INVALID_CURSOR", "not a cursor that this server gave");
        }
    }

    /** Whether a tombstone that the reader has not had went since it began to read. */
    boolean isExpired(ScopeState scope) {
        long place = places.getOrDefault(scope.scope(), 0L);
        return place > 0 && place < scope.purged() && purged.getOrDefault(scope.scope(), 0L) < scope.purged();
    }

    /** Where the reader stands after a page; what was purged before a scope was begun cannot have been missed. */
    Cursor after(Map<String, Long> reached, Map<String, ScopeState> scopes) {
        Map<String, Long> behind = new TreeMap<>();
        reached.forEach((scope, place) -> {
            ScopeState state = scopes.get(scope);
            if (state != null && place < state.purged()) {
                behind.put(scope, state.purged());
            }
        });
        return new Cursor(epoch, reached, behind);
    }

    /** No shorter as text than any cursor at which a reader in these places may arrive. */
    static Cursor longest(long epoch, Map<String, Long> places, Map<String, ScopeState> scopes) {
        Map<String, Long> furthest = new TreeMap<>(places);
        Map<String, Long> purged = new TreeMap<>();
        scopes.forEach((scope, state) -> {
            furthest.merge(scope, state.seq(), Math::max);
            purged.put(scope, state.purged());
        });
        return new Cursor(epoch, furthest, purged);
    }

    String text() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("e", epoch);
        json.put("s", new TreeMap<>(places));
        if (!purged.isEmpty()) {
            json.put("p", purged);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(json).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Long> numbers(JsonObject json) {
        Map<String, Long> numbers = new TreeMap<>();
        json.names().forEach(name -> numbers.put(name, json.integer(name)));
        return numbers;
    }
}
