package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Operation;

/** Finds phones that go by one name: two operations of one install with the same number. */
final class Forks {
    private final List<LoggedOperation> fresh = new ArrayList<>();
    private final Map<Number, TreeMap<Operation, LoggedOperation>> byNumber = new TreeMap<>();

    /** The number that a phone gave an operation. */
    private record Number(UUID install, long sequence) implements Comparable<Number> {
        @Override
        public int compareTo(Number other) {
            return Comparator.comparing((Number each) -> each.install.toString())
                    .thenComparingLong(Number::sequence)
                    .compare(this, other);
        }
    }

    /**
     * @param states with what is new of them
     * @param placed operations that were here, and whose programme is known only now
     */
    Forks(Collection<EntityState> states, Collection<LoggedOperation> placed) {
        states.forEach(state -> state.added().forEach(this::addFresh));
        placed.forEach(this::addFresh);
    }

    /** Those whose numbers are to be looked up: they come from phones and not from a manager's pages. */
    List<LoggedOperation> fresh() {
        return fresh;
    }

    void alreadyHere(Collection<LoggedOperation> operations) {
        operations.forEach(this::add);
    }

    /** One case an install and programme. */
    List<FoundCase> found() {
        Map<List<String>, List<Candidate>> candidates = new TreeMap<>(Comparator.comparing(List::toString));
        byNumber.forEach((number, operations) -> {
            if (operations.size() > 1) {
                for (String programme : programmes(operations.values())) {
                    List<Candidate> those = candidates.computeIfAbsent(
                            List.of(number.install().toString(), programme), key -> new ArrayList<>());
                    operations.values().forEach(each -> those.add(Candidate.of(each, null)));
                }
            }
        });
        List<FoundCase> found = new ArrayList<>();
        candidates.forEach((key, those) -> found.add(new FoundCase(
                CaseKind.FORKED_INSTALL,
                new ProgrammeId(key.get(1)),
                FoundCase.INSTALL,
                UUID.fromString(key.get(0)),
                "",
                those)));
        return found;
    }

    private void addFresh(LoggedOperation operation) {
        if (!operation.installId().equals(ManagerOperations.installOf(operation.author()))) {
            fresh.add(operation);
            add(operation);
        }
    }

    private void add(LoggedOperation logged) {
        byNumber.computeIfAbsent(
                        new Number(logged.installId(), logged.operation().deviceSeq()),
                        number -> new TreeMap<>(Operation.BY_KEY))
                .put(logged.operation(), logged);
    }

    private static Set<String> programmes(Collection<LoggedOperation> operations) {
        Set<String> programmes = new TreeSet<>();
        for (LoggedOperation each : operations) {
            Optional.of(each.programme())
                    .filter(programme -> !programme.equals(LoggedOperation.UNPLACED))
                    .ifPresent(programmes::add);
        }
        return programmes;
    }
}
