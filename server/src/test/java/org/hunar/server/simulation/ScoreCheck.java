package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityType;
import org.hunar.server.simulation.StoreState.DocumentRow;

/** Every score is what its answers give with the key that holds, and the total is the sum of the skills: I21. */
final class ScoreCheck {
    private static final String TOTAL = "*";

    private final SharedStore store;
    private final StoreState state;

    ScoreCheck(SharedStore store, StoreState state) {
        this.store = store;
        this.state = state;
    }

    /** Scale to points; no points where there are none. */
    private record Stored(int keyVersion, Map<String, Optional<BigDecimal>> points) {}

    void run() {
        Map<String, JsonObject> keys = new HashMap<>();
        Map<String, Integer> versions = new HashMap<>();
        store.query("""
                        select k.version, k.key_version, k.doc
                          from scoring_keys k
                          join instruments i
                            on i.code = k.code and i.version = k.version and i.key_version = k.key_version
                        """).forEach(row -> {
            keys.put((String) row.get("version"), Json.readObject((String) row.get("doc")));
            versions.put((String) row.get("version"), (Integer) row.get("key_version"));
        });
        Map<UUID, Stored> stored = stored();
        state.documents().forEach((id, row) -> {
            if (id.type() == EntityType.ASSESSMENT) {
                String version = (String) row.doc().get("instrument_version");
                Stored score = stored.remove(id.id());
                if (isVoid(row) || !keys.containsKey(version)) {
                    require(score == null, "I21", "%s has a score, %s", id, score);
                } else {
                    Stored expected = new Stored(versions.get(version), expected(row, keys.get(version)));
                    require(expected.equals(score), "I21", "%s has %s, and its answers give %s", id, score, expected);
                    requireSum(score);
                }
            }
        });
        require(stored.isEmpty(), "I21", "there are scores of nothing: %s", stored);
    }

    private Map<UUID, Stored> stored() {
        Map<UUID, Stored> stored = new HashMap<>();
        store.query("select assessment_id, scale, points, key_version from scores")
                .forEach(row -> stored.computeIfAbsent(
                                (UUID) row.get("assessment_id"),
                                id -> new Stored((Integer) row.get("key_version"), new TreeMap<>()))
                        .points()
                        .put(
                                (String) row.get("scale"),
                                Optional.ofNullable((BigDecimal) row.get("points"))
                                        .map(ScoreCheck::plain)));
        return stored;
    }

    /** As the instrument of {@link Cluster#publish} is to be scored, item by item. */
    private static Map<String, Optional<BigDecimal>> expected(DocumentRow row, JsonObject key) {
        PlainScore score = new PlainScore(key.object("items"), answers(row));
        Map<String, Optional<BigDecimal>> points = new TreeMap<>();
        points.put("safety", Optional.of(plain(score.safety())));
        points.put("tools", score.tools().map(ScoreCheck::plain));
        points.put(TOTAL, score.tools().map(tools -> plain(tools.add(score.safety()))));
        return points;
    }

    private static void requireSum(Stored score) {
        score.points().get(TOTAL).ifPresent(total -> {
            BigDecimal sum = BigDecimal.ZERO;
            for (Map.Entry<String, Optional<BigDecimal>> scale : score.points().entrySet()) {
                sum = sum.add(
                        scale.getKey().equals(TOTAL)
                                ? BigDecimal.ZERO
                                : scale.getValue().orElseThrow());
            }
            require(plain(sum).equals(total), "I21", "%s are in all %s", score, total);
        });
    }

    private static Map<String, Object> answers(DocumentRow row) {
        return JsonObject.of("", row.doc())
                .optionalObject("answers")
                .map(JsonObject::asMap)
                .orElse(Map.of());
    }

    private static boolean isVoid(DocumentRow row) {
        return JsonObject.of("", row.doc()).object("sync").has("void_reason");
    }

    private static BigDecimal plain(BigDecimal points) {
        return points.signum() == 0 ? BigDecimal.ZERO : points.stripTrailingZeros();
    }
}
