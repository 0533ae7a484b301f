package org.hunar.model.sync;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Operations on one assessment, for tests: each is known by a small number, and its hlc by another. */
final class Operations {
    static final EntityId ASSESSMENT =
            new EntityId(EntityType.ASSESSMENT, UUID.fromString("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f"));

    private Operations() {}

    static OperationId id(int number) {
        return new OperationId(new UUID(0x0192f0c13f5a7000L, 0x8000000000000000L + number));
    }

    static Operation put(int number, long hlc, List<OperationId> parents, Map<String, Object> body) {
        return operation(OperationKind.PUT, number, hlc, parents, body);
    }

    static Operation operation(
            OperationKind kind, int number, long hlc, List<OperationId> parents, Map<String, Object> body) {
        return Operation.create(
                id(number),
                number + 1L,
                ASSESSMENT,
                kind,
                parents,
                HybridTimestamp.of(hlc, 0, "5b0c1c3e"),
                Instant.EPOCH,
                body);
    }

    static Map<String, Object> answers(String item, Object value) {
        return Map.of(Document.ANSWERS, Map.of(item, value));
    }
}
