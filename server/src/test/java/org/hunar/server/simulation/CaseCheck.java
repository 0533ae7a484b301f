package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityType;
import org.hunar.server.simulation.StoreState.CaseRow;
import org.hunar.server.simulation.StoreState.DocumentRow;

/** What the merge cannot decide is put to a manager, and nothing else is: the cases of I5, and of two same attempts. */
final class CaseCheck {
    private final StoreState state;

    CaseCheck(StoreState state) {
        this.state = state;
    }

    void run() {
        requireOpen("HARD_CONFLICT", conflicts());
        requireOpen("DUPLICATE_ATTEMPT", sameAttempts());
    }

    private void requireOpen(String kind, Set<CaseRow> expected) {
        Set<CaseRow> open =
                state.cases().stream().filter(each -> each.kind().equals(kind)).collect(Collectors.toSet());
        // what waits for its parent or its participant is put to nobody yet that could decide it
        open.removeIf(each -> kind.equals("HARD_CONFLICT") && isWithoutDocument(each.entity()));
        require(open.equals(expected), "I5", "the open cases are %s, and should be %s", open, expected);
    }

    private boolean isWithoutDocument(UUID entity) {
        return state.documents().keySet().stream().noneMatch(id -> id.id().equals(entity));
    }

    private Set<CaseRow> conflicts() {
        Set<CaseRow> cases = new HashSet<>();
        state.documents()
                .forEach((id, row) -> sync(row).objects("conflicts").forEach(conflict -> {
                    Set<UUID> candidates = new HashSet<>();
                    conflict.objects("candidates").forEach(each -> candidates.add(each.uuid("op_id")));
                    cases.add(new CaseRow("HARD_CONFLICT", id.id(), conflict.text("path"), candidates));
                }));
        return cases;
    }

    /** Of whom they count for: two who are merged have taken tests as one. */
    private Set<CaseRow> sameAttempts() {
        Map<String, CaseRow> groups = new TreeMap<>();
        state.documents().forEach((id, row) -> {
            if (id.type() == EntityType.ASSESSMENT && !sync(row).has("void_reason")) {
                Map<String, Object> doc = row.doc();
                String path = doc.get("instrument") + "/" + doc.get("phase") + "/" + doc.get("attempt");
                groups.computeIfAbsent(
                                row.person() + " " + path,
                                key -> new CaseRow("DUPLICATE_ATTEMPT", row.person(), path, new HashSet<>()))
                        .candidates()
                        .add(id.id());
            }
        });
        return groups.values().stream()
                .filter(each -> each.candidates().size() > 1)
                .collect(Collectors.toSet());
    }

    private static JsonObject sync(DocumentRow row) {
        return JsonObject.of("", row.doc()).object("sync");
    }
}
