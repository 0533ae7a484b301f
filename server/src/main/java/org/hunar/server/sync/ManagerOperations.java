package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Ids;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushResult;
import org.hunar.server.auth.Caller;
import org.hunar.server.storage.Transaction;

/** Makes operations of what managers do on pages, as a phone would that had pulled just now, and takes them in. */
public final class ManagerOperations {
    private final Intake intake;
    private final Intake.Stores stores;
    private final SecureRandom random;
    private final InstantSource clock;

    ManagerOperations(Intake intake, Intake.Stores stores, SecureRandom random, InstantSource clock) {
        this.intake = intake;
        this.stores = stores;
        this.random = random;
        this.clock = clock;
    }

    /**
     * What a manager does to one entity.
     *
     * @param parents the heads of the document that the manager saw
     */
    public record Draft(EntityId entity, OperationKind kind, List<OperationId> parents, Map<String, Object> body) {}

    /**
     * Keeps pushes away from the entities for the rest of the transaction, so that what is read of them now is what the
     * manager's operations are laid on. To be called once, before anything is read.
     */
    public void lock(Transaction tx, Caller caller, Collection<EntityId> entities) {
        stores.lanes().lock(tx, List.of(batch(caller.name(), List.of())), now());
        Set<EntityId> all = new TreeSet<>(entities);
        // A push locks an assessment together with its participant; in the same order nobody waits for the other.
        for (LoggedOperation logged : stores.operations().ofEntities(tx, entities)) {
            AssessmentMerge.participantNamed(logged.operation()).ifPresent(id -> all.add(EntityId.of(id)));
        }
        stores.operations().lockEntities(tx, all);
    }

    /** Takes the operations in; to be called last in a transaction. Returns what became of each. */
    public List<PushResult> take(Transaction tx, Caller caller, List<Draft> drafts) {
        Instant now = now();
        Ids ids = new Ids(now::toEpochMilli, random);
        List<Incoming> incoming = new ArrayList<>();
        for (Draft draft : drafts) {
            Operation operation =
                    operation(new OperationId(ids.version7()), draft, installOf(caller.name()), now, incoming.size());
            incoming.add(new Incoming.Readable(
                    operation, Json.write(operation.json()).getBytes(StandardCharsets.UTF_8)));
        }
        return intake.take(tx, batch(caller.name(), incoming));
    }

    /** What an entity would be if only these of its operations had been made. */
    public Document fold(Transaction tx, EntityId entity, Set<OperationId> only) {
        List<Operation> operations = new ArrayList<>();
        for (LoggedOperation logged : stores.operations().ofEntities(tx, List.of(entity))) {
            if (only.contains(logged.operation().id())) {
                operations.add(logged.operation());
            }
        }
        return Fold.fold(entity, operations);
    }

    /** The heads of a document as it is stored; none of one that is not there. */
    public static List<OperationId> heads(Map<String, Object> doc) {
        return doc.get(Document.SYNC) instanceof Map<?, ?> sync && sync.get("heads") instanceof List<?> heads
                ? heads.stream().map(head -> OperationId.of((String) head)).toList()
                : List.of();
    }

    /** What a manager does on pages comes from an install of its own, so that it never waits for a phone. */
    static UUID installOf(String manager) {
        return UUID.nameUUIDFromBytes(("hunar:pages:" + manager).getBytes(StandardCharsets.UTF_8));
    }

    static Batch batch(String who, List<Incoming> incoming) {
        return new Batch(
                who,
                installOf(who),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Batch.Origin.MANAGER,
                incoming);
    }

    private static Operation operation(OperationId id, Draft draft, UUID install, Instant now, int number) {
        int counters = HybridTimestamp.MAX_COUNTER + 1;
        long millis = now.toEpochMilli() + number / counters;
        return Operation.create(
                id,
                millis * counters + number % counters,
                draft.entity(),
                draft.kind(),
                draft.parents(),
                HybridTimestamp.of(millis, number % counters, install.toString().substring(0, 8)),
                now,
                draft.body());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
