package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;
import org.hunar.server.simulation.StoreState.DocumentRow;
import org.hunar.server.simulation.StoreState.LogRow;

/** Every document is what its operations make of it, in whatever order they came: I3 to I6, I11, I13. */
final class MergeCheck {
    private final Random random;
    private final StoreState state;

    MergeCheck(Random random, StoreState state) {
        this.random = random;
        this.state = state;
    }

    void run() {
        state.logByEntity().forEach((id, rows) -> {
            List<Operation> effective = effective(rows);
            DocumentRow document = state.documents().get(id);
            if (document == null) {
                requireNotWhole(id, effective);
            } else {
                check(document, effective);
            }
        });
        state.documents()
                .keySet()
                .forEach(id ->
                        require(state.logByEntity().containsKey(id), "I2", "%s is there, and nobody made it", id));
    }

    /** Those in review count once a manager has let them in. */
    private static List<Operation> effective(List<LogRow> rows) {
        Set<String> letIn = new HashSet<>();
        rows.stream()
                .map(row -> JsonObject.of("", row.operation().body()))
                .filter(body -> body.optionalText("decides")
                        .filter("AUTHORITY_REVIEW"::equals)
                        .isPresent())
                .forEach(body -> letIn.addAll(body.texts("accepted")));
        return rows.stream()
                .filter(row ->
                        !row.inReview() || letIn.contains(row.operation().id().toString()))
                .map(LogRow::operation)
                .toList();
    }

    private void check(DocumentRow row, List<Operation> effective) {
        require(
                CanonicalJson.write(row.doc()).equals(CanonicalJson.write(foldedInAnyOrder(row.id(), effective))),
                "I3",
                "%s is %s, and its operations give %s",
                row.id(),
                row.doc(),
                Fold.fold(row.id(), effective).toJson());
        PlainMerge plain = new PlainMerge(effective);
        JsonObject sync = JsonObject.of("", row.doc()).object("sync");
        requireEqual("I4", row, "values", PlainMerge.valuesOf(row.doc()), plain.values());
        requireEqual("I5", row, "hard conflicts", paths(sync), plain.conflicts());
        requireEqual("I6", row, "late edits", new TreeSet<>(sync.texts("late")), plain.late());
        requireEqual("I3", row, "heads", new TreeSet<>(sync.texts("heads")), plain.heads());
        requireEqual("I11", row, "void", sync.has("void_reason"), plain.isVoid());
        requireEqual("I11", row, "removed", row.removed(), row.id().type() == EntityType.PARTICIPANT && plain.isVoid());
    }

    private Map<String, Object> foldedInAnyOrder(EntityId id, List<Operation> operations) {
        List<Operation> delivered = new ArrayList<>(operations);
        operations.forEach(each -> {
            if (random.nextInt(4) == 0) {
                delivered.add(each);
            }
        });
        Collections.shuffle(delivered, random);
        return Fold.fold(id, delivered).toJson();
    }

    /** An entity has no document only while something of it is missing. */
    private void requireNotWhole(EntityId id, List<Operation> effective) {
        Map<String, Object> values = new PlainMerge(effective).values();
        if (id.type() == EntityType.PARTICIPANT) {
            require(!values.containsKey("/cohort"), "I4", "%s has a cohort and no document", id);
        } else {
            boolean waits = !values.keySet()
                            .containsAll(Set.of("/participant_id", "/instrument", "/instrument_version", "/phase"))
                    || !state.documents().containsKey(participant(values));
            require(waits, "I4", "%s waits for nothing and has no document", id);
        }
    }

    private static EntityId participant(Map<String, Object> values) {
        return new EntityId(EntityType.PARTICIPANT, UUID.fromString((String) values.get("/participant_id")));
    }

    private static Set<String> paths(JsonObject sync) {
        Set<String> paths = new TreeSet<>();
        sync.objects("conflicts").forEach(conflict -> paths.add(conflict.text("path")));
        return paths;
    }

    private static void requireEqual(String invariant, DocumentRow row, String what, Object actual, Object expected) {
        require(
                actual.equals(expected),
                invariant,
                "the %s of %s are %s, and should be %s",
                what,
                row.id(),
                actual,
                expected);
    }
}
