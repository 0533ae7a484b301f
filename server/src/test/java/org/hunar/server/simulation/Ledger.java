package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;

/**
 * The plain model: every operation that was captured or handed in, and what was answered. It knows nothing of merges; it
 * only remembers.
 */
final class Ledger {
    private final Map<OperationId, Captured> captured = new LinkedHashMap<>();
    private final Map<OperationId, Accepted> accepted = new LinkedHashMap<>();
    private final Map<OperationId, Accepted> unheard = new HashMap<>();
    private final Set<Refused> refused = new LinkedHashSet<>();
    private final Set<OperationId> fragile = new HashSet<>();

    /**
     * Something that is in a phone's store, whether or not its user was told.
     *
     * @param json the operation as it will travel
     */
    record Captured(OperationId id, Map<String, Object> json, String user) {}

    /**
     * Something that the server has said to have.
     *
     * @param author who was signed in when it came first
     * @param result as it was answered first; empty while only a node that crashed knew it
     */
    record Accepted(Map<String, Object> json, String author, UUID install, Optional<PushResult> result) {
        String hash() {
            return CanonicalJson.sha256(json);
        }
    }

    /** Something that the server has refused, which it must keep as it came. */
    record Refused(UUID install, String raw) {}

    void captured(Captured operation) {
        captured.putIfAbsent(operation.id(), operation);
    }

    /** A push whose answer left the server, wherever it went then. */
    void answered(Delivery push, PushAnswer answer) {
        require(
                answer.results().size() == push.raw().size(),
                "I2",
                "%d results for %d operations",
                answer.results().size(),
                push.raw().size());
        for (int i = 0; i < answer.results().size(); i++) {
            answered(push, push.raw().get(i), answer.results().get(i));
        }
    }

    /** A push that was committed by a node which then crashed: nobody was told. */
    void unheard(Delivery push) {
        push.raw()
                .forEach(raw -> readable(raw).ifPresent(json -> {
                    OperationId id = new OperationId(json.uuid("op_id"));
                    if (!accepted.containsKey(id)) {
                        unheard.putIfAbsent(id, accepted(push, json, Optional.empty()));
                    }
                }));
    }

    private void answered(Delivery push, String raw, PushResult result) {
        if (result.status() == PushStatus.REJECTED) {
            refused.add(new Refused(push.install(), raw));
        } else if (result.status() != PushStatus.RETRY) {
            JsonObject json = Json.readObject(raw);
            OperationId id = new OperationId(json.uuid("op_id"));
            require(result.opId().equals(Optional.of(id)), "I2", "%s is answered with %s", id, result.toJson());
            boolean again = result.status() == PushStatus.DUPLICATE;
            PushResult first = again ? result.original().orElseThrow() : result;
            Accepted before = accepted.get(id);
            if (before == null) {
                require(!again || unheard.containsKey(id), "I14", "%s is new, and taken for a duplicate", id);
                Accepted known = again ? unheard.get(id) : accepted(push, json, Optional.empty());
                accepted.put(id, new Accepted(known.json(), known.author(), known.install(), Optional.of(first)));
            } else {
                require(again, "I2", "%s has been accepted twice", id);
                require(
                        before.result().map(each -> each.equals(first)).orElse(true),
                        "I2",
                        "%s was answered %s, and is now said to have been answered %s",
                        id,
                        before.result(),
                        first);
                accepted.put(id, new Accepted(before.json(), before.author(), before.install(), Optional.of(first)));
            }
        }
    }

    /** The server was put back to a time at which it had only these: what it said of the others it did not say. */
    void serverRestored(Collection<OperationId> stillThere) {
        accepted.keySet().retainAll(stillThere);
        unheard.keySet().retainAll(stillThere);
        refused.clear();
    }

    /** A phone was put back, or lost: what only its store held may be gone for good. */
    void mayBeLost(Collection<OperationId> ids) {
        fragile.addAll(ids);
    }

    /** Whether what a phone once held of it may be gone. */
    boolean isFragile(OperationId id) {
        return fragile.contains(id);
    }

    Collection<Captured> mustArrive() {
        return captured.values().stream()
                .filter(each -> !fragile.contains(each.id()))
                .toList();
    }

    /** Everything that was ever in a phone's store. */
    Collection<Captured> captured() {
        return captured.values();
    }

    Map<OperationId, Accepted> accepted() {
        return accepted;
    }

    Map<OperationId, Accepted> unheard() {
        return unheard;
    }

    Set<Refused> refused() {
        return refused;
    }

    private static Accepted accepted(Delivery push, JsonObject json, Optional<PushResult> result) {
        return new Accepted(json.asMap(), push.request().user(), push.install(), result);
    }

    private static Optional<JsonObject> readable(String raw) {
        try {
            JsonObject json = Json.readObject(raw);
            json.uuid("op_id");
            return Optional.of(json);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Operations of a list of raw texts, for whoever sends them. */
    record Delivery(Request request, UUID install, List<String> raw) {}
}
