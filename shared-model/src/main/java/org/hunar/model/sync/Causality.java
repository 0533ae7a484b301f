package org.hunar.model.sync;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which operation had seen which: the ancestor relation over {@code parents} within one set of operations. A parent
 * that is not in the set counts as missing. Parents that form a circle, which only a broken phone writes, leave its
 * members concurrent, so that no value of theirs disappears.
 */
final class Causality {
    private final List<Operation> operations;
    private final Map<OperationId, Integer> index = new HashMap<>();
    private final BitSet[] reached;
    private final TreeSet<OperationId> missing = new TreeSet<>();

    /** @param operations without repeats */
    Causality(List<Operation> operations) {
        this.operations = operations;
        for (int i = 0; i < operations.size(); i++) {
            index.put(operations.get(i).id(), i);
        }
        this.reached = new BitSet[operations.size()];
        for (int i = 0; i < reached.length; i++) {
            reached[i] = walk(i);
        }
    }

    /** Whether {@code later} was made knowing {@code earlier}, and not the other way round as well. */
    boolean isAncestor(Operation earlier, Operation later) {
        int from = index.get(earlier.id());
        int to = index.get(later.id());
        return from != to && reached[to].get(from) && !reached[from].get(to);
    }

    /** Those that no other of the set has seen, in the order given. */
    <C extends Collection<Operation>> C maximal(Collection<Operation> candidates, C into) {
        for (Operation candidate : candidates) {
            boolean seen = false;
            for (Operation other : candidates) {
                seen = seen || isAncestor(candidate, other);
            }
            if (!seen) {
                into.add(candidate);
            }
        }
        return into;
    }

    /** Parents that are named and not here, sorted. */
    Set<OperationId> missing() {
        return missing;
    }

    /** Whether the operation or one of its ancestors names a parent that is not here. */
    boolean isIncomplete(Operation operation) {
        int at = index.get(operation.id());
        if (namesMissing(operation)) {
            return true;
        }
        for (int i = reached[at].nextSetBit(0); i >= 0; i = reached[at].nextSetBit(i + 1)) {
            if (namesMissing(operations.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean namesMissing(Operation operation) {
        for (OperationId parent : operation.parents()) {
            if (missing.contains(parent)) {
                return true;
            }
        }
        return false;
    }

    /** Everything that can be reached from one operation over parents; itself only through a circle. */
    private BitSet walk(int start) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            for (OperationId parent : operations.get(open.poll()).parents()) {
                Integer at = index.get(parent);
                if (at == null) {
                    missing.add(parent);
                } else if (!seen.get(at)) {
                    seen.set(at);
                    open.add(at);
                }
            }
        }
        return seen;
    }
}
