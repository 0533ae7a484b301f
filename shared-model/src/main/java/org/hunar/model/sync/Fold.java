package org.hunar.model.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;

/**
 * The merge: a pure function from the set of an entity's operations to its document (sync protocol §5). It depends on
 * the set alone, never on the order, number or grouping of deliveries; that is all that convergence needs.
 */
public final class Fold {
    private static final String VOIDED = "voided";

    /** Kinds that answer a return: somebody who had seen it amended, voided or approved after all. */
    private static final Set<OperationKind> ANSWERS_A_RETURN =
            EnumSet.of(OperationKind.PUT, OperationKind.VOID, OperationKind.APPROVE);

    private final EntityId entity;
    private final List<Operation> operations;
    private final Causality causality;
    private final Optional<Operation> approval;
    private final List<Operation> effective = new ArrayList<>();
    private final Set<OperationId> late = new TreeSet<>();
    private final List<Conflict> conflicts = new ArrayList<>();

    private Fold(EntityId entity, Collection<Operation> delivered, Set<OperationId> withoutEffect) {
        this.entity = entity;
        Map<OperationId, Operation> distinct = new TreeMap<>();
        delivered.forEach(operation -> distinct.put(operation.id(), operation));
        List<Operation> known = new ArrayList<>(distinct.values());
        known.sort(Operation.BY_KEY);
        this.causality = new Causality(known);
        this.operations = new ArrayList<>(known);
        this.operations.removeIf(operation -> withoutEffect.contains(operation.id()));
        this.approval = greatest(causality.maximal(ofKind(OperationKind.APPROVE), new ArrayList<>()));
        operations.forEach(operation -> {
            if (isEffective(operation)) {
                effective.add(operation);
            } else {
                late.add(operation.id());
            }
        });
    }

    /**
     * @param entity whose operations they are
     * @param operations in any order, repeats allowed; operations of the same id are the same
     */
    public static Document fold(EntityId entity, Collection<Operation> operations) {
        return fold(entity, operations, Collections.emptySet());
    }

    /**
     * As {@link #fold(EntityId, Collection)}, of operations some of which do not count, such as those that wait for a manager:
     * they set nothing, and whoever saw them has seen what they had seen.
     *
     * @param withoutEffect ids of those
     */
    public static Document fold(EntityId entity, Collection<Operation> operations, Set<OperationId> withoutEffect) {
        return new Fold(entity, operations, withoutEffect).document();
    }

    private Document document() {
        Map<String, Object> fields = new TreeMap<>();
        Map<String, Object> answers = new TreeMap<>();
        registers().forEach((path, setters) -> {
            Object value = settle(path, setters);
            if (value != null) {
                (path.isAnswer() ? answers : fields).put(path.name(), value);
            }
        });
        if (!answers.isEmpty()) {
            fields.put(Document.ANSWERS, answers);
        }
        List<OperationId> heads = causality.maximal(operations, new ArrayList<>()).stream()
                .map(Operation::id)
                .sorted()
                .collect(Collectors.toList());
        conflicts.sort(Comparator.comparing(Conflict::path));
        Optional<Operation> voiding = standing(OperationKind.VOID, VOIDED);
        Optional<Operation> merging = standing(OperationKind.MERGE, Merged.LIFTED);
        return new Document(
                entity,
                fields,
                heads,
                voiding.flatMap(Operation::reason),
                merging.map(Merged::of),
                (voiding.isPresent() ? voiding : merging).map(this::editsAfter).orElseGet(Collections::emptySet),
                approval.filter(each -> !isTakenBack(each)).map(Operation::id),
                returned(),
                conflicts,
                Collections.unmodifiableSet(late),
                Collections.unmodifiableSet(missingParents()));
    }

    private Set<OperationId> missingParents() {
        Set<OperationId> missing = new TreeSet<>();
        operations.forEach(operation -> missing.addAll(operation.parents()));
        missing.retainAll(causality.missing());
        return missing;
    }

    /** Rule 2: once something is approved, only what the approval had seen, and what has seen it, counts. */
    private boolean isEffective(Operation operation) {
        return approval.map(barrier -> operation.id().equals(barrier.id())
                        || causality.isAncestor(operation, barrier)
                        || causality.isAncestor(barrier, operation))
                .orElse(true);
    }

    /** Each field and each answer with the effective operations that set it. */
    private Map<Register, List<Operation>> registers() {
        Map<Register, List<Operation>> registers = new LinkedHashMap<>();
        for (Operation operation : effective) {
            if (operation.kind() == OperationKind.PUT || operation.kind() == OperationKind.RESOLVE) {
                for (Register register : Register.setBy(operation)) {
                    registers
                            .computeIfAbsent(register, key -> new ArrayList<>())
                            .add(operation);
                }
            }
        }
        return registers;
    }

    /**
     * Rule 3: what no other setter has superseded stands; equal values agree; else the greatest key holds for now. A
     * conflict is not opened with an operation whose past is not all here: it may turn out to be a descendant.
     */
    private Object settle(Register register, List<Operation> setters) {
        List<Operation> standing = causality.maximal(setters, new ArrayList<>());
        Operation winner = greatest(standing).orElseThrow(IllegalStateException::new);
        List<Conflict.Candidate> candidates = new ArrayList<>();
        for (Operation operation : standing) {
            if (!causality.isIncomplete(operation)) {
                candidates.add(0, new Conflict.Candidate(operation.id(), register.valueIn(operation)));
            }
        }
        if (candidates.size() > 1 && differ(candidates)) {
            conflicts.add(new Conflict(register.pointer(), candidates));
        }
        return register.valueIn(winner);
    }

    private static boolean differ(List<Conflict.Candidate> candidates) {
        return candidates.stream()
                        .map(candidate -> CanonicalJson.write(Collections.singletonList(candidate.value())))
                        .distinct()
                        .count()
                > 1;
    }

    /**
     * The void or the merge that holds: one that no resolution has lifted.
     *
     * @param lifted name that is false in the body of the resolution that lifts it
     */
    private Optional<Operation> standing(OperationKind kind, String lifted) {
        List<Operation> standing = new ArrayList<>();
        for (Operation operation : effective) {
            boolean lifts = operation.kind() == OperationKind.RESOLVE
                    && Boolean.FALSE.equals(operation.body().get(lifted));
            if (operation.kind() == kind || lifts) {
                standing.add(operation);
            }
        }
        List<Operation> holding = causality.maximal(standing, new ArrayList<>());
        holding.removeIf(operation -> operation.kind() != kind);
        return greatest(holding);
    }

    /** The return that stands: the last that nobody has answered. */
    private Optional<Returned> returned() {
        List<Operation> standing = new ArrayList<>();
        for (Operation operation : effective) {
            if (operation.kind() == OperationKind.RETURN && !isAnswered(operation)) {
                standing.add(operation);
            }
        }
        return greatest(causality.maximal(standing, new ArrayList<>())).map(Returned::of);
    }

    /** A return after the approval: the barrier stays, yet nobody has approved what comes of it. */
    private boolean isTakenBack(Operation approving) {
        for (Operation operation : effective) {
            if (operation.kind() == OperationKind.RETURN && causality.isAncestor(approving, operation)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAnswered(Operation returning) {
        for (Operation operation : effective) {
            if (ANSWERS_A_RETURN.contains(operation.kind()) && causality.isAncestor(returning, operation)) {
                return true;
            }
        }
        return false;
    }

    /** @param ending a void or a merge */
    private Set<OperationId> editsAfter(Operation ending) {
        Set<OperationId> edits = new TreeSet<>();
        for (Operation operation : effective) {
            if (operation.kind() == OperationKind.PUT && !causality.isAncestor(operation, ending)) {
                edits.add(operation.id());
            }
        }
        return Collections.unmodifiableSet(edits);
    }

    private List<Operation> ofKind(OperationKind kind) {
        return operations.stream().filter(each -> each.kind() == kind).collect(Collectors.toList());
    }

    private static Optional<Operation> greatest(Collection<Operation> operations) {
        return operations.stream().max(Operation.BY_KEY);
    }

    /** One field of the document, or one answer. */
    private record Register(boolean isAnswer, String name) {
        static List<Register> setBy(Operation operation) {
            List<Register> registers = new ArrayList<>();
            operation.body().forEach((name, value) -> {
                if (name.equals(Document.ANSWERS) && value instanceof Map<?, ?> answers) {
                    answers.keySet().forEach(item -> registers.add(new Register(true, (String) item)));
                } else if (!isAboutTheMerge(operation, name)) {
                    registers.add(new Register(false, name));
                }
            });
            return registers;
        }

        private static boolean isAboutTheMerge(Operation operation, String name) {
            return name.equals(VOIDED)
                    || operation.kind() == OperationKind.RESOLVE
                            && (name.equals(Merged.LIFTED) || Decision.NAMES.contains(name));
        }

        Object valueIn(Operation operation) {
            if (isAnswer) {
                return ((Map<?, ?>) operation.body().get(Document.ANSWERS)).get(name);
            }
            return operation.body().get(name);
        }

        String pointer() {
            String escaped = name.replace("~", "~0").replace("/", "~1");
            return isAnswer ? "/" + Document.ANSWERS + "/" + escaped : "/" + escaped;
        }
    }
}
