package org.hunar.server.sync;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;

/**
 * What two trainers and a manager did to two participants and three assessments, apart from each other, at random. The
 * same seed makes the same history under other ids, so that it can be delivered again in another order.
 */
final class History {
    static final Instant NOW = Instant.parse("2026-10-01T09:00:00Z");
    static final String AMNA = "amna";
    static final String BILAL = "bilal";

    private static final int PARTICIPANTS = 2;
    private static final int ENTITIES = 5;
    private static final List<String> DECIDED = List.of("LATE_EDIT", "AUTHORITY_REVIEW", "PARTICIPANT_REMOVED");

    private final Random random;
    private final long run;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();

    /** @param run by which the ids differ from those of other runs */
    History(long seed, long run, int size) {
        this.random = new Random(seed);
        this.run = run;
        for (int number = 0; number < size; number++) {
            add(number < ENTITIES ? number : random.nextInt(ENTITIES));
        }
    }

    /** One operation each, in the order in which they were done. */
    List<Batch> batches() {
        return new ArrayList<>(batches);
    }

    /** The same name for the same thing in every run. */
    static long nameOf(UUID id) {
        return id.getLeastSignificantBits() & 0xffff;
    }

    private void add(int entity) {
        OperationKind kind = operations.size() < ENTITIES ? OperationKind.PUT : kind(entity);
        boolean byManager = !kind.isAllowedFromDevice();
        String author = isOfAssessment(entity) && kind == OperationKind.PUT && random.nextInt(4) == 0 ? BILAL : AMNA;
        UUID phone = uuid(0x7000, 100 + random.nextInt(2));
        UUID install = byManager ? ManagerOperations.installOf(author) : phone;
        long ahead = random.nextInt(5) == 0 ? 3_600_000 : -3_600_000;
        Operation operation = Operation.create(
                new OperationId(uuid(0x7000, 200 + operations.size())),
                random.nextInt(6) == 0 ? 1 : 1 + operations.size(),
                entity(entity),
                kind,
                parents(entity),
                HybridTimestamp.of(NOW.toEpochMilli() + ahead + random.nextInt(5), 0, "5b0c1c3e"),
                NOW,
                body(entity, kind));
        operations.add(operation);
        batches.add(new Batch(
                author,
                install,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                byManager ? Batch.Origin.MANAGER : Batch.Origin.DEVICE,
                List.of(new Incoming.Readable(
                        operation, Json.write(operation.json()).getBytes(StandardCharsets.UTF_8)))));
    }

    private OperationKind kind(int entity) {
        return switch (random.nextInt(10)) {
            case 0 -> OperationKind.VOID;
            case 1, 2 -> OperationKind.RESOLVE;
            case 3 -> isOfAssessment(entity) ? OperationKind.APPROVE : OperationKind.PUT;
            case 4 -> isOfAssessment(entity) ? OperationKind.RETURN : OperationKind.VOID;
            default -> OperationKind.PUT;
        };
    }

    private Map<String, Object> body(int entity, OperationKind kind) {
        return switch (kind) {
            case VOID -> Map.of("reason", "because");
            case RETURN -> Map.of("remark", "look again");
            case RESOLVE -> decision(entity);
            case PUT -> operations.size() < ENTITIES ? creation(entity) : amendment(entity);
            default -> Map.of();
        };
    }

    private Map<String, Object> creation(int entity) {
        if (!isOfAssessment(entity)) {
            return Map.of("cohort", "lhr-03", "number", Integer.toString(entity));
        }
        return Map.of(
                "participant_id", entity(random.nextInt(PARTICIPANTS)).id().toString(),
                "instrument", "weld_l2",
                "instrument_version", "1",
                "phase", "PRE",
                "attempt", 1 + random.nextInt(2),
                "completed_at", "2026-09-20T09:31:00.000Z");
    }

    private Map<String, Object> amendment(int entity) {
        return isOfAssessment(entity)
                ? Map.of("answers", Map.of("q" + random.nextInt(2), random.nextInt(3)))
                : Map.of("organisation", "workshop " + random.nextInt(3));
    }

    private Map<String, Object> decision(int entity) {
        Map<String, Object> body = new LinkedHashMap<>();
        List<OperationId> known = of(entity);
        body.put("decides", DECIDED.get(random.nextInt(DECIDED.size())));
        body.put(
                random.nextBoolean() ? "accepted" : "rejected",
                List.of(known.get(random.nextInt(known.size())).toString()));
        if (random.nextInt(3) == 0) {
            body.put("voided", false);
        }
        if (random.nextInt(3) == 0) {
            body.putAll(amendment(entity));
        }
        return body;
    }

    private List<OperationId> parents(int entity) {
        List<OperationId> known = of(entity);
        TreeSet<OperationId> parents = new TreeSet<>();
        if (!known.isEmpty()) {
            parents.add(known.get(random.nextInt(known.size())));
            known.stream().filter(each -> random.nextInt(3) == 0).forEach(parents::add);
        }
        return List.copyOf(parents);
    }

    private List<OperationId> of(int entity) {
        return operations.stream()
                .filter(each -> each.entity().equals(entity(entity)))
                .map(Operation::id)
                .toList();
    }

    private EntityId entity(int number) {
        return isOfAssessment(number)
                ? new EntityId(EntityType.ASSESSMENT, uuid(0x7000, number))
                : new EntityId(EntityType.PARTICIPANT, uuid(0x4000, number));
    }

    private static boolean isOfAssessment(int entity) {
        return entity >= PARTICIPANTS;
    }

    private UUID uuid(long version, long number) {
        return new UUID(0x0192_f0c1_0000_0000L + (run << 16) + version, 0x8000_0000_0000_0000L + number);
    }
}
