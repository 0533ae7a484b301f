package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.HybridTimestamp;

/**
 * Who this phone's database is, and how far it has counted.
 *
 * @param id made at first start, and again when the store looks restored or copied
 * @param deviceSeq last one given under this id; 0 before the first
 * @param number last one given to an operation in this store, whatever the id; 0 before the first
 * @param lastHlc greatest given
 */
record Install(UUID id, long deviceSeq, long number, Optional<HybridTimestamp> lastHlc) {

    static Install first(UUID id) {
        return new Install(id, 0, 0, Optional.empty());
    }

    static Optional<Install> load(PhoneStore store) {
        return store.get(Keys.INSTALL).map(text -> fromJson(Json.readObject(text)));
    }

    /** The same store under another name: counting begins anew, except where the store's own keys depend on it. */
    Install renamed(UUID newId) {
        return new Install(newId, 0, number, lastHlc);
    }

    Install next(HybridTimestamp hlc) {
        return new Install(id, deviceSeq + 1, number + 1, Optional.of(hlc));
    }

    private static Install fromJson(JsonObject json) {
        return new Install(
                json.uuid("install_id"),
                json.integer("device_seq"),
                json.integer("number"),
                json.optionalAs("hlc", HybridTimestamp::new));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("install_id", id)
                .put("device_seq", deviceSeq)
                .put("number", number)
                .putText("hlc", lastHlc)
                .toMap();
    }
}
