package org.hunar.model.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * Something that somebody did to one entity, said once and never changed. The document of an entity is the
 * {@link Fold} of the set of its operations.
 *
 * @param id made on the phone
 * @param deviceSeq counter per install, from 1; shows gaps and order, never used to find duplicates
 * @param parents the heads that the author had seen, sorted
 * @param hlc when, by the author's hybrid clock
 * @param capturedAt when, by the author's clock
 * @param body fields set by a put; {@code reason} of a void
 * @param json the whole message as it came, with what this version does not know: the hash is taken over it
 */
public record Operation(
        OperationId id,
        long deviceSeq,
        EntityId entity,
        OperationKind kind,
        List<OperationId> parents,
        HybridTimestamp hlc,
        Instant capturedAt,
        Map<String, Object> body,
        Map<String, Object> json) {

    /** The order that decides between concurrent values: (hlc, id), so neither arrival nor node matters. */
    public static final Comparator<Operation> BY_KEY =
            Comparator.comparing(Operation::hlc).thenComparing(Operation::id);

    private static final String UNSYNCED_CLOCK = "unsynced_clock";
    private static final int MAX_PARENTS = 100;

    /**
     * Reads an operation from the wire.
     *
     * @throws InvalidException if a field is missing or wrong; with the code UNKNOWN_KIND for an unknown kind
     */
    public static Operation fromJson(JsonObject json) {
        Operation operation = new Operation(
                new OperationId(json.uuid("op_id")),
                json.integer("device_seq"),
                new EntityId(json.as("entity", EntityType::of), json.uuid("entity_id")),
                kind(json),
                parents(json),
                json.as("hlc", HybridTimestamp::new),
                json.instant("captured_at"),
                json.optionalObject("body").map(JsonObject::asMap).orElse(Collections.emptyMap()),
                json.asMap());
        operation.check(json);
        return operation;
    }

    /** Makes an operation on this device; its JSON is what will travel. */
    public static Operation create(
            OperationId id,
            long deviceSeq,
            EntityId entity,
            OperationKind kind,
            List<OperationId> parents,
            HybridTimestamp hlc,
            Instant capturedAt,
            Map<String, Object> body) {
        return create(id, deviceSeq, entity, kind, parents, hlc, capturedAt, body, false);
    }

    /** @param unsyncedClock see {@link #isClockUnsynced} */
    public static Operation create(
            OperationId id,
            long deviceSeq,
            EntityId entity,
            OperationKind kind,
            List<OperationId> parents,
            HybridTimestamp hlc,
            Instant capturedAt,
            Map<String, Object> body,
            boolean unsyncedClock) {
        Map<String, Object> json = new JsonFields()
                .put("op_id", id.toString())
                .put("device_seq", deviceSeq)
                .put("entity", entity.type().wireName())
                .put("entity_id", entity.id().toString())
                .put("kind", kind.wireName())
                .put("hlc", hlc.text())
                .put("captured_at", Timestamps.format(capturedAt))
                .put(UNSYNCED_CLOCK, unsyncedClock ? Boolean.TRUE : null)
                .toMap();
        json.put("parents", texts(parents));
        json.put("body", body);
        // through its text, so that values have the types that any reader of the message gets
        return fromJson(Json.readObject(Json.write(json)));
    }

    /** The same operation that says something else; of the message only what this version knows is kept. */
    public Operation withBody(Map<String, Object> other) {
        return create(id, deviceSeq, entity, kind, parents, hlc, capturedAt, other, isClockUnsynced());
    }

    /** Whether its times are by the phone's own clock, because the phone had never heard from a server. */
    public boolean isClockUnsynced() {
        return Boolean.TRUE.equals(json.get(UNSYNCED_CLOCK));
    }

    /** SHA-256 over the canonical JSON of the whole message, 64 hex digits. */
    public String hash() {
        return CanonicalJson.sha256(json);
    }

    /** Why something was declared void; also taken from the top of the message, where some apps put it. */
    public Optional<String> reason() {
        Object reason = body.containsKey("reason") ? body.get("reason") : json.get("reason");
        return reason instanceof String text && !text.trim().isEmpty() ? Optional.of(text) : Optional.empty();
    }

    private void check(JsonObject json) {
        if (deviceSeq < 1) {
            throw json.invalid("device_seq", "counts from 1");
        }
        if (parents.contains(id)) {
            throw json.invalid("parents", "an operation is not its own parent");
        }
        if (kind == OperationKind.VOID && !reason().isPresent()) {
            throw InvalidException.at(json.pointerTo("body") + "/reason", "REQUIRED", "a void needs a reason");
        }
        if (kind == OperationKind.RETURN) {
            Returned.of(this);
        }
        if (kind == OperationKind.MERGE) {
            Merged.of(this);
        }
        Decision.of(this);
    }

    private static OperationKind kind(JsonObject json) {
        String text = json.text("kind");
        OperationKind kind = OperationKind.orNull(text);
        if (kind == null) {
            throw InvalidException.at(json.pointerTo("kind"), "UNKNOWN_KIND", "put or void is expected, not " + text);
        }
        return kind;
    }

    private static List<OperationId> parents(JsonObject json) {
        TreeSet<OperationId> parents =
                json.uuids("parents").stream().map(OperationId::new).collect(Collectors.toCollection(TreeSet::new));
        if (parents.size() > MAX_PARENTS) {
            throw json.invalid("parents", "at most " + MAX_PARENTS + " are expected");
        }
        return List.copyOf(parents);
    }

    private static List<String> texts(List<OperationId> ids) {
        return ids.stream().map(OperationId::toString).collect(Collectors.toList());
    }
}
