package org.hunar.model.sync.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.HybridTimestamp;

/**
 * Who this phone's database is to the server, and how far it has counted. Each person who signs in has an id and counts
 * operations under it: what one hands in leaves no gap in what another does.
 *
 * @param id of whoever is signed in; made at first start, and again when the store looks restored or copied
 * @param deviceSeq last one given under this id; 0 before the first
 * @param number last one given to an operation in this store, whatever the id; 0 before the first
 * @param lastHlc greatest given
 * @param user who is signed in; absent while the app has not said
 * @param others of those who were signed in before, by name
 */
record Install(
        UUID id,
        long deviceSeq,
        long number,
        Optional<HybridTimestamp> lastHlc,
        Optional<String> user,
        Map<String, Lane> others) {

    /** One person's id, and the last {@code device_seq} given under it. */
    record Lane(UUID id, long deviceSeq) {
        private static Lane fromJson(JsonObject json) {
            return new Lane(json.uuid("install_id"), json.integer("device_seq"));
        }

        private Map<String, Object> toJson() {
            return new JsonFields()
                    .putText("install_id", id)
                    .put("device_seq", deviceSeq)
                    .toMap();
        }
    }

    static Install first(UUID id) {
        return new Install(id, 0, 0, Optional.empty(), Optional.empty(), Map.of());
    }

    static Optional<Install> load(PhoneStore store) {
        return store.get(Keys.INSTALL).map(text -> fromJson(Json.readObject(text)));
    }

    /** The same store under another name: counting begins anew, except where the store's own keys depend on it. */
    Install renamed(UUID newId) {
        return new Install(newId, 0, number, lastHlc, user, Map.of());
    }

    /** Hands the phone over. The first who is named goes on with what was there when nobody was. */
    Install signedIn(String name, Supplier<UUID> newId) {
        if (!user.isPresent() || user.get().equals(name)) {
            return new Install(id, deviceSeq, number, lastHlc, Optional.of(name), others);
        }
        Map<String, Lane> left = new LinkedHashMap<>(others);
        left.put(user.get(), new Lane(id, deviceSeq));
        Lane own = left.remove(name);
        return new Install(
                own == null ? newId.get() : own.id(),
                own == null ? 0 : own.deviceSeq(),
                number,
                lastHlc,
                Optional.of(name),
                left);
    }

    /** The id under which that person is known to the server; absent for somebody who never signed in here. */
    Optional<UUID> idOf(Optional<String> name) {
        if (name.equals(user) || !name.isPresent()) {
            return Optional.of(id);
        }
        return Optional.ofNullable(others.get(name.get())).map(Lane::id);
    }

    Install next(HybridTimestamp hlc) {
        return new Install(id, deviceSeq + 1, number + 1, Optional.of(hlc), user, others);
    }

    private static Install fromJson(JsonObject json) {
        Map<String, Lane> others = new LinkedHashMap<>();
        json.optionalObject("others")
                .ifPresent(lanes -> lanes.names().forEach(name -> others.put(name, Lane.fromJson(lanes.object(name)))));
        return new Install(
                json.uuid("install_id"),
                json.integer("device_seq"),
                json.integer("number"),
                json.optionalAs("hlc", HybridTimestamp::new),
                json.optionalText("user"),
                others);
    }

    Map<String, Object> toJson() {
        Map<String, Object> lanes = new LinkedHashMap<>();
        others.forEach((name, lane) -> lanes.put(name, lane.toJson()));
        return new JsonFields()
                .putText("install_id", id)
                .put("device_seq", deviceSeq)
                .put("number", number)
                .putText("hlc", lastHlc)
                .put("user", user)
                .put("others", lanes)
                .toMap();
    }
}
