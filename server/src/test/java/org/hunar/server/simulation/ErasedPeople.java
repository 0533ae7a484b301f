package org.hunar.server.simulation;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.server.simulation.StoreState.LogRow;

/**
 * Whom the server says to have erased, what is theirs by the log, and what may be left of it: decision 15 once more, field
 * by field.
 */
final class ErasedPeople {
    /** In place of the hash of an operation. */
    static final String NO_HASH = "0".repeat(64);

    private static final Set<String> LEFT = Set.of(
            "cohort",
            "participant_id",
            "instrument",
            "instrument_version",
            "phase",
            "attempt",
            "started_at",
            "completed_at",
            "into",
            "decides",
            "accepted",
            "rejected",
            "merged",
            "voided");
    private static final Set<String> SCORED = Set.of("ppe", "tools", "quality", "gap");

    private final Set<UUID> people;
    private final Set<EntityId> entities = new HashSet<>();

    /** @param refused says whose an assessment is where nothing in the log does */
    ErasedPeople(Set<UUID> people, List<LogRow> log, List<Ledger.Captured> refused) {
        this.people = people;
        people.forEach(id -> entities.add(new EntityId(EntityType.PARTICIPANT, id)));
        Set<EntityId> named = new HashSet<>();
        log.forEach(row -> participant(row.operation().body()).ifPresent(id -> {
            named.add(row.operation().entity());
            if (people.contains(id)) {
                entities.add(row.operation().entity());
            }
        }));
        refused.stream()
                .map(each -> Operation.fromJson(JsonObject.of("", each.json())))
                .filter(operation -> !named.contains(operation.entity()))
                .filter(operation ->
                        participant(operation.body()).filter(people::contains).isPresent())
                .forEach(operation -> entities.add(operation.entity()));
    }

    private static Optional<UUID> participant(Map<String, Object> body) {
        return Optional.ofNullable((String) body.get("participant_id")).map(UUID::fromString);
    }

    Set<UUID> people() {
        return people;
    }

    boolean contains(EntityId id) {
        return entities.contains(id);
    }

    /** Whether something that is kept as it came is about one of them. */
    boolean areNamedIn(String raw) {
        return entities.stream().anyMatch(id -> raw.contains(id.id().toString()));
    }

    /**
     * Whether this is what is left of an operation. Where the server does not have the form, no answer is left: none can be
     * told from a name. A cohort that did not exist yet is left out.
     */
    static boolean isLeftOf(Map<String, Object> came, Map<String, Object> stored) {
        String there = CanonicalJson.write(stored);
        return Stream.of(came, withoutLateCohort(came))
                .flatMap(each -> Stream.of(left(each, SCORED), left(each, Set.of())))
                .anyMatch(left -> there.equals(CanonicalJson.write(left)));
    }

    private static Map<String, Object> withoutLateCohort(Map<String, Object> came) {
        Map<String, Object> body = new LinkedHashMap<>(body(came));
        body.remove("cohort", Cluster.LATE_COHORT);
        Map<String, Object> without = new LinkedHashMap<>(came);
        without.put("body", body);
        return without;
    }

    private static Map<String, Object> left(Map<String, Object> came, Set<String> answersLeft) {
        Map<String, Object> left = new LinkedHashMap<>(came);
        Map<String, Object> body = new LinkedHashMap<>(body(came));
        body.keySet().retainAll(LEFT);
        if (came.get("kind").equals("void") || came.get("kind").equals("merge")) {
            body.put("reason", "erased");
        }
        if (body(came).get("answers") instanceof Map<?, ?> answers) {
            Map<Object, Object> kept = new LinkedHashMap<>(answers);
            kept.keySet().retainAll(answersLeft);
            body.put("answers", kept);
        }
        left.put("body", body);
        return left;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("body");
    }
}
