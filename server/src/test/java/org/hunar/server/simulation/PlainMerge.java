package org.hunar.server.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;

/** The merge as the sync protocol's §5 says it, word for word and as slow as that is: what Fold is held against. */
final class PlainMerge {
    /** What a resolve says of the merge, and not of the document. */
    private static final Set<String> NO_FIELDS =
            Set.of("voided", "merged", "decides", "accepted", "rejected", "remark");

    private final Map<OperationId, Operation> known = new TreeMap<>();
    private final Map<OperationId, Operation> operations = new TreeMap<>();
    private final Map<OperationId, Set<OperationId>> reached = new HashMap<>();

    /** @param withoutEffect set nothing, and were seen all the same */
    PlainMerge(Collection<Operation> delivered, Set<OperationId> withoutEffect) {
        delivered.forEach(each -> known.put(each.id(), each));
        operations.putAll(known);
        operations.keySet().removeAll(withoutEffect);
        known.keySet().forEach(id -> reached.put(id, walk(id)));
    }

    /** Whether one was seen by the author of the other, and not the other way round too. */
    boolean hasSeen(Operation later, Operation earlier) {
        return !later.id().equals(earlier.id())
                && reached.get(later.id()).contains(earlier.id())
                && !reached.get(earlier.id()).contains(later.id());
    }

    Set<String> heads() {
        Set<String> heads = new TreeSet<>();
        operations.values().forEach(each -> {
            if (operations.values().stream().noneMatch(other -> hasSeen(other, each))) {
                heads.add(each.id().toString());
            }
        });
        return heads;
    }

    Optional<Operation> approval() {
        List<Operation> approvals = operations.values().stream()
                .filter(each -> each.kind() == OperationKind.APPROVE)
                .toList();
        return standing(approvals).stream().max(byKey());
    }

    Set<String> late() {
        Set<String> late = new TreeSet<>();
        operations.values().forEach(each -> {
            if (!isEffective(each)) {
                late.add(each.id().toString());
            }
        });
        return late;
    }

    boolean isVoid() {
        return standing(operations.values().stream()
                        .filter(this::isEffective)
                        .filter(each -> each.kind() == OperationKind.VOID || lifts(each, "voided"))
                        .toList())
                .stream()
                .anyMatch(each -> each.kind() == OperationKind.VOID);
    }

    /** The merge into somebody else that nobody who had seen it has taken back. */
    Optional<Operation> merge() {
        return standing(operations.values().stream()
                        .filter(this::isEffective)
                        .filter(each -> each.kind() == OperationKind.MERGE || lifts(each, "merged"))
                        .toList())
                .stream()
                .filter(each -> each.kind() == OperationKind.MERGE)
                .max(byKey());
    }

    /** Path to the operations that set it and that no other of these has seen. */
    Map<String, List<Operation>> standing() {
        Map<String, List<Operation>> setters = new TreeMap<>();
        operations.values().stream()
                .filter(this::isEffective)
                .forEach(each -> values(each)
                        .keySet()
                        .forEach(path -> setters.computeIfAbsent(path, key -> new ArrayList<>())
                                .add(each)));
        setters.replaceAll((path, all) -> standing(all));
        return setters;
    }

    /** Path to the value of the operation with the greatest key among the standing. */
    Map<String, Object> values() {
        Map<String, Object> values = new TreeMap<>();
        standing()
                .forEach((path, all) ->
                        values.put(path, values(Collections.max(all, byKey())).get(path)));
        // an answer that was taken back is none
        values.values().removeIf(Objects::isNull);
        return values;
    }

    /** Paths at which two different values stand, the past of both being known. */
    Set<String> conflicts() {
        Set<String> conflicts = new TreeSet<>();
        standing().forEach((path, all) -> {
            Set<String> different = new HashSet<>();
            all.stream()
                    .filter(this::isComplete)
                    .forEach(each -> different.add(CanonicalJson.write(
                            Collections.singletonList(values(each).get(path)))));
            if (different.size() > 1) {
                conflicts.add(path);
            }
        });
        return conflicts;
    }

    /** What an operation sets, by path. */
    static Map<String, Object> values(Operation operation) {
        Map<String, Object> values = new TreeMap<>();
        if (operation.kind() == OperationKind.PUT || operation.kind() == OperationKind.RESOLVE) {
            operation.body().forEach((name, value) -> {
                if (name.equals("answers") && value instanceof Map<?, ?> answers) {
                    answers.forEach((item, answer) -> values.put("/answers/" + item, answer));
                } else if (!(operation.kind() == OperationKind.RESOLVE && NO_FIELDS.contains(name))) {
                    values.put("/" + name, value);
                }
            });
        }
        return values;
    }

    /** The fields of a document, by path. */
    static Map<String, Object> valuesOf(Map<String, Object> doc) {
        Map<String, Object> values = new TreeMap<>();
        doc.forEach((name, value) -> {
            if (name.equals("answers") && value instanceof Map<?, ?> answers) {
                answers.forEach((item, answer) -> values.put("/answers/" + item, answer));
            } else if (!name.equals("sync")) {
                values.put("/" + name, value);
            }
        });
        return values;
    }

    private static boolean lifts(Operation operation, String what) {
        return operation.kind() == OperationKind.RESOLVE
                && Boolean.FALSE.equals(operation.body().get(what));
    }

    private boolean isEffective(Operation operation) {
        return approval()
                .map(barrier -> barrier.id().equals(operation.id())
                        || hasSeen(operation, barrier)
                        || hasSeen(barrier, operation))
                .orElse(true);
    }

    private boolean isComplete(Operation operation) {
        Set<OperationId> past = new HashSet<>(reached.get(operation.id()));
        past.add(operation.id());
        return past.stream()
                .allMatch(id -> known.keySet().containsAll(known.get(id).parents()));
    }

    private List<Operation> standing(List<Operation> all) {
        return all.stream()
                .filter(each -> all.stream().noneMatch(other -> hasSeen(other, each)))
                .toList();
    }

    private Set<OperationId> walk(OperationId start) {
        Set<OperationId> seen = new HashSet<>();
        Deque<OperationId> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            for (OperationId parent : known.get(open.poll()).parents()) {
                if (known.containsKey(parent) && seen.add(parent)) {
                    open.add(parent);
                }
            }
        }
        return seen;
    }

    static Comparator<Operation> byKey() {
        return Comparator.comparing((Operation each) -> each.hlc().text())
                .thenComparing(each -> each.id().toString());
    }
}
