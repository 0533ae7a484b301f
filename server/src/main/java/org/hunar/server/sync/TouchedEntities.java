package org.hunar.server.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.storage.Transaction;

/**
 * What batches are about, and what follows from that: kept away from others until the transaction ends, and with all that the
 * log had of it.
 */
final class TouchedEntities {
    private final Transaction tx;
    private final List<Batch> batches;
    private final Set<EntityId> refolded;
    private final OperationDao operations;
    private final EntityLocks locks;

    private final Map<EntityId, EntityState> states = new TreeMap<>();
    private final Set<EntityId> released = new TreeSet<>();
    private Set<EntityId> merging = Set.of();

    /** @param refolded what is folded and published anew, since operations of it are others than they were */
    TouchedEntities(
            Transaction tx, List<Batch> batches, Set<EntityId> refolded, OperationDao operations, EntityLocks locks) {
        this.tx = tx;
        this.batches = batches;
        this.refolded = refolded;
        this.operations = operations;
        this.locks = locks;
    }

    /** The assessments that the batches themselves name. */
    Set<AssessmentId> assessments() {
        return assessments(Stream.concat(arrivingOperations().map(Operation::entity), refolded.stream()));
    }

    /** The assessments that waited for somebody who comes with the batch: of some there was something before. */
    Set<AssessmentId> released() {
        return assessments(released.stream().filter(id -> !refolded.contains(id)));
    }

    private static Set<AssessmentId> assessments(Stream<EntityId> among) {
        return among.filter(id -> id.type() == EntityType.ASSESSMENT)
                .map(id -> new AssessmentId(id.id()))
                .collect(Collectors.toSet());
    }

    /**
     * Locks what the batches touch, and the participants of their assessments: where they are decides where those are.
     *
     * @param before the assessments that they name, as they are stored
     */
    void lock(Collection<AssessmentRecord> before) {
        Set<EntityId> touched = new HashSet<>(refolded);
        arrivingOperations().forEach(operation -> {
            touched.add(operation.entity());
            AssessmentMerge.participantNamed(operation).ifPresent(id -> touched.add(EntityId.of(id)));
            EntityLocks.into(operation).ifPresent(touched::add);
        });
        before.forEach(each -> touched.addAll(List.of(EntityId.of(each.participant()), EntityId.of(each.named()))));
        locks.take(touched);
        Set<String> arriving = new TreeSet<>();
        for (EntityId id : touched) {
            if (id.type() == EntityType.PARTICIPANT && locks.row(id).programme() == null) {
                arriving.add(id.toString());
            }
        }
        released.addAll(operations.heldFor(tx, arriving));
        released.addAll(refolded);
        locks.take(released);
    }

    /**
     * Loads what the log has of that, and locks also whom the log names, who goes on for all those people, and, if people are
     * merged, who hangs together.
     *
     * @param arrivals what is new of the batches
     */
    void load(Collection<Arrival> arrivals) {
        Set<EntityId> touched = new TreeSet<>(released);
        arrivals.forEach(arrival -> touched.add(arrival.entity()));
        loadStates(touched);
        locks.take(peopleInLog());
        locks.takeSurvivors();
        if (batches.stream().anyMatch(batch -> batch.origin() == Batch.Origin.MANAGER)) {
            merging =
                    locks.takeMerging(arrivals.stream().map(Arrival::operation).toList());
            loadStates(merging.stream().filter(id -> !states.containsKey(id)).collect(Collectors.toSet()));
        }
    }

    private void loadStates(Set<EntityId> further) {
        further.forEach(id -> states.put(id, new EntityState(id, locks.row(id).rev())));
        for (LoggedOperation operation : operations.ofEntities(tx, further)) {
            EntityId id = operation.operation().entity();
            if (further.contains(id)) {
                states.get(id).had(operation);
            }
        }
    }

    private Set<EntityId> peopleInLog() {
        Set<EntityId> named = new TreeSet<>();
        states.values()
                .forEach(state -> state.logged()
                        .forEach(each -> AssessmentMerge.participantNamed(each.operation())
                                .ifPresent(id -> named.add(EntityId.of(id)))));
        return named;
    }

    EntityState state(EntityId id) {
        return states.get(id);
    }

    /** Everything, participants and assessments. */
    Collection<EntityState> all() {
        return states.values();
    }

    List<EntityState> of(EntityType type) {
        return states.values().stream()
                .filter(state -> state.id().type() == type)
                .toList();
    }

    /** Those whose document may be another than before, by themselves or since somebody is there now for whom they waited. */
    List<EntityState> changed(EntityType type) {
        return of(type).stream()
                .filter(state -> state.isChanged() || released.contains(state.id()))
                .toList();
    }

    boolean isRefolded(EntityId id) {
        return refolded.contains(id);
    }

    /** All whose merges hang together with those that the batches make or lift; nobody if they merge nobody. */
    Set<EntityId> merging() {
        return merging;
    }

    /** Who captured any of it. */
    Set<String> authors() {
        Set<String> authors = new TreeSet<>();
        batches.forEach(batch -> authors.add(batch.author()));
        states.values().forEach(state -> state.logged().forEach(each -> authors.add(each.author())));
        return authors;
    }

    private Stream<Operation> arrivingOperations() {
        return batches.stream().flatMap(Batch::operations);
    }
}
