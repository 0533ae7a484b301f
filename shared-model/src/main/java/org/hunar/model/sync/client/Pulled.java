package org.hunar.model.sync.client;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/**
 * A document as it came from one scope. While an entity moves, two scopes may have one; the newer counts.
 *
 * @param seq place in the scope's feed
 * @param generation in which it came, see {@link SyncState#generation}
 */
record Pulled(long rev, long seq, long generation, Map<String, Object> doc) {

    /** Scope to document, as kept under one key. */
    static Map<String, Pulled> read(String text) {
        JsonObject json = Json.readObject(text);
        Map<String, Pulled> byScope = new LinkedHashMap<>();
        json.names().forEach(scope -> byScope.put(scope, fromJson(json.object(scope))));
        return byScope;
    }

    static Map<String, Object> write(Map<String, Pulled> byScope) {
        Map<String, Object> json = new LinkedHashMap<>();
        byScope.forEach((scope, pulled) -> json.put(scope, pulled.toJson()));
        return json;
    }

    static Optional<Pulled> newest(Map<String, Pulled> byScope) {
        return byScope.values().stream()
                .max(Comparator.comparingLong(Pulled::generation).thenComparingLong(Pulled::rev));
    }

    Pulled ofGeneration(long other) {
        return new Pulled(rev, seq, other, doc);
    }

    private static Pulled fromJson(JsonObject json) {
        return new Pulled(
                json.integer("rev"),
                json.optionalInteger("seq").orElse(0L),
                json.integer("generation"),
                json.object("doc").asMap());
    }

    private Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rev", rev);
        json.put("seq", seq);
        json.put("generation", generation);
        json.put("doc", doc);
        return json;
    }
}
