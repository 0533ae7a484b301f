package org.hunar.server.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.storage.Transaction;

/** What a push keeps others away from until it ends: what it touches, whose that is, and who goes on for those people. */
final class EntityLocks {
    private final Transaction tx;
    private final OperationDao operations;
    private final Map<EntityId, EntityRow> rows = new HashMap<>();

    EntityLocks(Transaction tx, OperationDao operations) {
        this.tx = tx;
        this.operations = operations;
    }

    /** Locks in order what is not locked yet; no statement if that is nothing. */
    void take(Collection<EntityId> ids) {
        List<EntityId> further =
                ids.stream().filter(id -> !rows.containsKey(id)).toList();
        rows.putAll(operations.lockEntities(tx, further));
    }

    /** Those of the ids, of people or of what is theirs, that belong to somebody erased; not locked. */
    Set<UUID> erasedAmong(Set<UUID> ids) {
        List<EntityId> asked =
                ids.stream().map(id -> new EntityId(EntityType.PARTICIPANT, id)).toList();
        return operations.entities(tx, asked).values().stream()
                .filter(EntityRow::erased)
                .map(row -> row.id().id())
                .collect(Collectors.toSet());
    }

    EntityRow row(EntityId id) {
        return rows.get(id);
    }

    /** All participants that are locked. */
    List<EntityRow> people() {
        return rows.values().stream()
                .filter(row -> row.id().type() == EntityType.PARTICIPANT)
                .toList();
    }

    /** Locks also those who go on for participants that were merged: where they are decides where their work is. */
    void takeSurvivors() {
        Set<EntityId> survivors = new TreeSet<>();
        rows.values().forEach(row -> row.survivor().ifPresent(id -> survivors.add(EntityId.of(id))));
        take(survivors);
    }

    /**
     * Locks all whose merges hang together with those that the operations make or lift.
     *
     * @return those people; nobody if the operations merge nobody
     */
    Set<EntityId> takeMerging(Collection<Operation> arriving) {
        Set<ParticipantId> ends = new TreeSet<>();
        for (Operation operation : arriving) {
            if (Merged.isConcernedBy(operation)) {
                ends.add(survivorOf(operation.entity()));
                into(operation).ifPresent(id -> ends.add(survivorOf(id)));
            }
        }
        if (ends.isEmpty()) {
            return Set.of();
        }
        Set<EntityId> merging = new TreeSet<>(operations.mergedInto(tx, ends));
        ends.forEach(id -> merging.add(EntityId.of(id)));
        take(merging);
        return merging;
    }

    /** The participant into whom an operation merges another. */
    static Optional<EntityId> into(Operation operation) {
        return operation.kind() == OperationKind.MERGE
                ? Optional.of(new EntityId(
                        EntityType.PARTICIPANT, Merged.of(operation).into()))
                : Optional.empty();
    }

    private ParticipantId survivorOf(EntityId participant) {
        return rows.get(participant).survivor().orElse(new ParticipantId(participant.id()));
    }
}
