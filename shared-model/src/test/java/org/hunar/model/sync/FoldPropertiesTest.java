package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.Operations.ASSESSMENT;
import static org.hunar.model.sync.Operations.answers;
import static org.hunar.model.sync.Operations.id;
import static org.hunar.model.sync.Operations.operation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hunar.model.json.CanonicalJson;

/** What must hold of every set of operations, however it was delivered. */
class FoldPropertiesTest {
    private static final List<String> ITEMS = List.of("ppe", "gap", "tools");
    private static final List<String> VALUES = List.of("a", "b");

    @Property(tries = 2000)
    void theDocumentDoesNotDependOnOrderOrRepeats(
            @ForAll("operationGraphs") List<Operation> operations, @ForAll Random random) {
        List<Operation> delivered = new ArrayList<>(operations);
        operations.forEach(each -> {
            if (random.nextBoolean()) {
                delivered.add(each);
            }
        });
        Collections.shuffle(delivered, random);

        assertThat(canonical(delivered)).isEqualTo(canonical(operations));
    }

    @Property(tries = 1000)
    void twoReplicasThatMeetInAnyPartitionsAgree(
            @ForAll("operationGraphs") List<Operation> operations, @ForAll Random random) {
        Map<OperationId, Operation> server = new LinkedHashMap<>();
        List<Operation> waiting = new ArrayList<>(operations);
        Collections.shuffle(waiting, random);
        while (!waiting.isEmpty()) {
            int batch = 1 + random.nextInt(waiting.size());
            waiting.subList(0, batch).forEach(each -> server.put(each.id(), each));
            Fold.fold(ASSESSMENT, server.values());
            waiting.subList(0, batch).clear();
        }

        assertThat(canonical(new ArrayList<>(server.values()))).isEqualTo(canonical(operations));
    }

    @Property(tries = 1000)
    void aHardConflictIsExactlyTwoStandingDifferentValues(@ForAll("operationGraphs") List<Operation> operations) {
        Document document = Fold.fold(ASSESSMENT, operations);
        for (String item : ITEMS) {
            Set<Object> standing = standingValues(operations, document, item);
            boolean conflict =
                    document.conflicts().stream().anyMatch(each -> each.path().equals("/answers/" + item));
            assertThat(conflict).as(item).isEqualTo(standing.size() > 1);
            if (!standing.isEmpty()) {
                assertThat(standing).contains(document.answers().get(item));
            }
        }
    }

    @Property(tries = 1000)
    void whatAnApprovalHadNotSeenNeverChangesTheValues(@ForAll("operationGraphs") List<Operation> operations) {
        Document document = Fold.fold(ASSESSMENT, operations);
        List<Operation> effective = new ArrayList<>(operations);
        effective.removeIf(each -> document.late().contains(each.id()));

        assertThat(Fold.fold(ASSESSMENT, effective).fields()).isEqualTo(document.fields());
    }

    @Property(tries = 1000)
    void aReturnStandsUntilSomebodyWhoSawItHasAnswered(@ForAll("operationGraphs") List<Operation> operations) {
        Document document = Fold.fold(ASSESSMENT, operations);
        Set<OperationId> open = new HashSet<>();
        for (Operation each : operations) {
            if (each.kind() == OperationKind.RETURN && !document.late().contains(each.id())) {
                boolean answered = operations.stream()
                        .filter(other -> !document.late().contains(other.id()))
                        .filter(other -> other.kind() != OperationKind.RETURN && other.kind() != OperationKind.RESOLVE)
                        .anyMatch(other -> ancestors(operations, other).contains(each.id()));
                if (!answered) {
                    open.add(each.id());
                }
            }
        }
        assertThat(document.returned().isPresent()).isEqualTo(!open.isEmpty());
        document.returned().ifPresent(returned -> assertThat(open).contains(returned.operation()));
    }

    /** Random histories: each operation has seen any of those made before it, by clocks that say anything. */
    @Provide
    Arbitrary<List<Operation>> operationGraphs() {
        return Arbitraries.randomValue(FoldPropertiesTest::randomGraph);
    }

    private static List<Operation> randomGraph(Random random) {
        int size = 1 + random.nextInt(10);
        List<Operation> operations = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            TreeSet<OperationId> parents = new TreeSet<>();
            for (int earlier = 0; earlier < number; earlier++) {
                if (random.nextInt(3) == 0) {
                    parents.add(id(earlier));
                }
            }
            operations.add(randomOperation(random, number, List.copyOf(parents)));
        }
        return operations;
    }

    private static Operation randomOperation(Random random, int number, List<OperationId> parents) {
        long hlc = random.nextInt(5);
        switch (random.nextInt(10)) {
            case 0:
                return operation(OperationKind.VOID, number, hlc, parents, Map.of("reason", "because"));
            case 1:
                return operation(OperationKind.APPROVE, number, hlc, parents, Map.of());
            case 2:
                return operation(OperationKind.RETURN, number, hlc, parents, Map.of("remark", "look again"));
            case 3:
                return operation(OperationKind.RESOLVE, number, hlc, parents, decision(random, number));
            default:
                String item = ITEMS.get(random.nextInt(ITEMS.size()));
                String value = VALUES.get(random.nextInt(VALUES.size()));
                return operation(OperationKind.PUT, number, hlc, parents, answers(item, value));
        }
    }

    private static Map<String, Object> decision(Random random, int number) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("decides", "LATE_EDIT");
        body.put(
                random.nextBoolean() ? "accepted" : "rejected",
                List.of(id(random.nextInt(number + 1)).toString()));
        if (random.nextBoolean()) {
            body.putAll(answers(ITEMS.get(random.nextInt(ITEMS.size())), VALUES.get(random.nextInt(VALUES.size()))));
        }
        if (random.nextInt(3) == 0) {
            body.put("voided", false);
        }
        return body;
    }

    /** The plain model: what is set, effective, and superseded by nobody. */
    private static Set<Object> standingValues(List<Operation> operations, Document document, String item) {
        List<Operation> setters = new ArrayList<>(operations);
        setters.removeIf(each -> document.late().contains(each.id()) || valueOf(each, item) == null);
        Set<Object> standing = new HashSet<>();
        for (Operation setter : setters) {
            boolean superseded = setters.stream()
                    .anyMatch(other -> ancestors(operations, other).contains(setter.id()));
            if (!superseded) {
                standing.add(valueOf(setter, item));
            }
        }
        return standing;
    }

    private static Set<OperationId> ancestors(List<Operation> operations, Operation of) {
        Set<OperationId> ancestors = new HashSet<>();
        for (Operation each : operations) {
            if (of.parents().contains(each.id())) {
                ancestors.add(each.id());
                ancestors.addAll(ancestors(operations, each));
            }
        }
        return ancestors;
    }

    private static Object valueOf(Operation operation, String item) {
        return operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers ? answers.get(item) : null;
    }

    private static String canonical(List<Operation> operations) {
        return CanonicalJson.write(Fold.fold(ASSESSMENT, operations).toJson());
    }
}
