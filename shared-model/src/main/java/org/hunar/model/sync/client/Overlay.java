package org.hunar.model.sync.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.Returned;

/**
 * Lays a phone's own operations over the document that was pulled, by the same {@link Fold}: the pulled document stands
 * as an operation that all own ones have seen, so a phone's own work shows until the server says what became of it.
 */
final class Overlay {
    private static final OperationId PULLED = new OperationId(new UUID(0, 0));
    private static final OperationId PULLED_VOID = new OperationId(new UUID(0, 1));
    private static final HybridTimestamp BEFORE_ALL = HybridTimestamp.of(0, 0, "00000000");
    private static final String VOID_REASON = "void_reason";

    private final EntityId entity;
    private final Optional<Pulled> pulled;
    private final List<Operation> own;
    private final Map<String, Object> pulledSync;

    /** @param own operations that the pulled document may not contain, at least one unless there is such a document */
    Overlay(EntityId entity, Optional<Pulled> pulled, List<Operation> own) {
        this.entity = entity;
        this.pulled = pulled;
        this.own = own;
        this.pulledSync = pulled.map(each -> each.doc().get(Document.SYNC))
                .map(sync -> JsonObject.of("/" + Document.SYNC, sync).asMap())
                .orElseGet(Collections::emptyMap);
    }

    LocalDocument document(boolean unsent) {
        List<OperationId> heads = heads();
        Map<String, Object> doc = own.isEmpty() ? pulled.get().doc() : folded(heads);
        return new LocalDocument(
                entity.type().wireName(), entity.id().toString(), pulled.map(Pulled::rev), doc, heads, unsent);
    }

    /** Those of the pulled document and of the own operations that no own operation has seen. */
    private List<OperationId> heads() {
        TreeSet<OperationId> heads = new TreeSet<>();
        JsonObject.of("/" + Document.SYNC, pulledSync).texts("heads").forEach(head -> heads.add(OperationId.of(head)));
        own.forEach(operation -> heads.add(operation.id()));
        own.forEach(operation -> heads.removeAll(operation.parents()));
        return List.copyOf(heads);
    }

    private Map<String, Object> folded(List<OperationId> heads) {
        List<Operation> operations = new ArrayList<>(pulledAsOperations());
        List<OperationId> seenByAll = operations.stream().map(Operation::id).collect(Collectors.toList());
        Set<OperationId> ownIds = own.stream().map(Operation::id).collect(Collectors.toCollection(HashSet::new));
        for (Operation operation : own) {
            List<OperationId> parents = new ArrayList<>(seenByAll);
            operation.parents().stream().filter(ownIds::contains).forEach(parents::add);
            operations.add(withParents(operation, parents));
        }
        Document document = Fold.fold(entity, operations);
        Map<String, Object> sync = new LinkedHashMap<>(pulledSync);
        sync.put("heads", heads.stream().map(OperationId::toString).collect(Collectors.toList()));
        document.voidReason().ifPresent(reason -> sync.put(VOID_REASON, reason));
        if (isReturnAnswered()) {
            sync.remove(Document.RETURNED);
        }
        Map<String, Object> doc = new LinkedHashMap<>(document.fields());
        doc.put(Document.SYNC, sync);
        return doc;
    }

    /** Whether own work was done by somebody who had seen that a manager sent it back. */
    private boolean isReturnAnswered() {
        JsonObject sync = JsonObject.of("/" + Document.SYNC, pulledSync);
        List<OperationId> pulledHeads =
                sync.texts("heads").stream().map(OperationId::of).collect(Collectors.toList());
        return sync.optionalObject(Document.RETURNED)
                .map(Returned::fromJson)
                .filter(returned -> own.stream()
                        .anyMatch(operation -> operation.parents().contains(returned.operation())
                                || operation.parents().containsAll(pulledHeads)))
                .isPresent();
    }

    private List<Operation> pulledAsOperations() {
        if (!pulled.isPresent()) {
            return List.of();
        }
        Map<String, Object> fields = new LinkedHashMap<>(pulled.get().doc());
        fields.remove(Document.SYNC);
        Operation put = standIn(PULLED, OperationKind.PUT, List.of(), fields);
        Object reason = pulledSync.get(VOID_REASON);
        return reason == null
                ? List.of(put)
                : List.of(put, standIn(PULLED_VOID, OperationKind.VOID, List.of(PULLED), Map.of("reason", reason)));
    }

    private Operation standIn(OperationId id, OperationKind kind, List<OperationId> parents, Map<String, Object> body) {
        return new Operation(id, 1, entity, kind, parents, BEFORE_ALL, Instant.EPOCH, body, Map.of());
    }

    private static Operation withParents(Operation operation, List<OperationId> parents) {
        return new Operation(
                operation.id(),
                operation.deviceSeq(),
                operation.entity(),
                operation.kind(),
                parents,
                operation.hlc(),
                operation.capturedAt(),
                operation.body(),
                operation.json());
    }
}
