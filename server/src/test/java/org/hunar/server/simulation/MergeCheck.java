package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.server.simulation.StoreState.DocumentRow;
import org.hunar.server.simulation.StoreState.LogRow;
import org.hunar.server.simulation.StoreState.SurvivorRow;

/** Every document is what its operations make of it, in whatever order they came: I3 to I6, I11, I13. */
final class MergeCheck {
    private final Random random;
    private final StoreState state;

    MergeCheck(Random random, StoreState state) {
        this.random = random;
        this.state = state;
    }

    void run() {
        PlainPeople people = people();
        Map<UUID, SurvivorRow> merged = new TreeMap<>();
        people.merged()
                .forEach((id, by) -> merged.put(
                        id, new SurvivorRow(people.survivor(id), by.id().value())));
        require(
                state.survivors().equals(merged),
                "I3",
                "for others go on %s, and by the merges it is %s",
                state.survivors(),
                merged);
        state.documents().values().forEach(row -> requirePlace(row, people));
        state.logByEntity().forEach((id, rows) -> {
            Known known = Known.of(rows);
            DocumentRow document = state.documents().get(id);
            if (document == null) {
                requireNotWhole(id, known);
            } else {
                check(document, known, people);
            }
        });
        state.documents()
                .keySet()
                .forEach(id ->
                        require(state.logByEntity().containsKey(id), "I2", "%s is there, and nobody made it", id));
    }

    /**
     * All operations of an entity.
     *
     * @param withoutEffect those in review that no manager has let in
     */
    private record Known(List<Operation> operations, Set<OperationId> withoutEffect) {
        static Known of(List<LogRow> rows) {
            Set<String> letIn = new HashSet<>();
            rows.stream()
                    .map(row -> JsonObject.of("", row.operation().body()))
                    .filter(body -> body.optionalText("decides")
                            .filter("AUTHORITY_REVIEW"::equals)
                            .isPresent())
                    .forEach(body -> letIn.addAll(body.texts("accepted")));
            return new Known(
                    rows.stream().map(LogRow::operation).toList(),
                    rows.stream()
                            .filter(row -> row.inReview()
                                    && !letIn.contains(row.operation().id().toString()))
                            .map(row -> row.operation().id())
                            .collect(Collectors.toSet()));
        }

        PlainMerge merge() {
            return new PlainMerge(operations, withoutEffect);
        }
    }

    /** Who goes on for whom, worked out from the log alone. */
    private PlainPeople people() {
        Map<UUID, Operation> merges = new TreeMap<>();
        state.logByEntity()
                .forEach((id, rows) ->
                        Known.of(rows).merge().merge().ifPresent(operation -> merges.put(id.id(), operation)));
        return new PlainPeople(merges);
    }

    /** An assessment counts for whoever goes on for the one whom it names, and stands in that one's cohort. */
    private void requirePlace(DocumentRow row, PlainPeople people) {
        boolean person = row.id().type() == EntityType.PARTICIPANT;
        JsonObject doc = JsonObject.of("", row.doc());
        UUID expected = person ? row.id().id() : people.survivor(doc.uuid("participant_id"));
        String cohort = person
                ? doc.text("cohort")
                : state.documents()
                        .get(new EntityId(EntityType.PARTICIPANT, expected))
                        .cohort();
        requireEqual("I3", row, "person", row.person(), expected);
        requireEqual("I18", row, "cohort", row.cohort(), cohort);
    }

    private void check(DocumentRow stored, Known known, PlainPeople people) {
        DocumentRow row = unmarked(stored);
        require(
                CanonicalJson.write(row.doc()).equals(CanonicalJson.write(foldedInAnyOrder(row.id(), known))),
                "I3",
                "%s is %s, and its operations give %s",
                row.id(),
                row.doc(),
                Fold.fold(row.id(), known.operations(), known.withoutEffect()).toJson());
        PlainMerge plain = known.merge();
        JsonObject sync = JsonObject.of("", row.doc()).object("sync");
        requireEqual("I4", row, "values", PlainMerge.valuesOf(row.doc()), plain.values());
        requireEqual("I5", row, "hard conflicts", paths(sync), plain.conflicts());
        requireEqual("I6", row, "late edits", new TreeSet<>(sync.texts("late")), plain.late());
        requireEqual("I3", row, "heads", new TreeSet<>(sync.texts("heads")), plain.heads());
        requireEqual("I11", row, "void", sync.has("void_reason"), plain.isVoid());
        requireEqual(
                "I3",
                row,
                "merge",
                sync.optionalText("merged_into"),
                plain.merge().map(operation -> (String) operation.body().get("into")));
        boolean gone = plain.isVoid() || people.merged().containsKey(row.id().id());
        requireEqual("I11", row, "removed", row.removed(), row.id().type() == EntityType.PARTICIPANT && gone);
    }

    /** Of who was erased the document says so, by itself. */
    private DocumentRow unmarked(DocumentRow row) {
        boolean erased =
                row.id().type() == EntityType.PARTICIPANT && state.erased().contains(row.id());
        requireEqual("erasure", row, "mark", row.doc().containsKey("erased"), erased);
        Map<String, Object> doc = new LinkedHashMap<>(row.doc());
        doc.remove("erased");
        return new DocumentRow(row.id(), row.cohort(), row.person(), row.rev(), row.removed(), doc);
    }

    private Map<String, Object> foldedInAnyOrder(EntityId id, Known known) {
        List<Operation> delivered = new ArrayList<>(known.operations());
        known.operations().forEach(each -> {
            if (random.nextInt(4) == 0) {
                delivered.add(each);
            }
        });
        Collections.shuffle(delivered, random);
        return Fold.fold(id, delivered, known.withoutEffect()).toJson();
    }

    /** An entity has no document only while something of it is missing. */
    private void requireNotWhole(EntityId id, Known known) {
        Map<String, Object> values = known.merge().values();
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
