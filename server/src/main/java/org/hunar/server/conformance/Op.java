package org.hunar.server.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operation as it will be sent, perhaps spoilt on purpose.
 *
 * @param json its members, which need not make sense
 */
record Op(Map<String, Object> json) {
    String id() {
        return (String) json.get("op_id");
    }

    /** Of the participant or assessment that it is about. */
    String entityId() {
        return (String) json.get("entity_id");
    }

    Op with(String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(json);
        changed.put(name, value);
        return new Op(changed);
    }

    Op without(String name) {
        Map<String, Object> changed = new LinkedHashMap<>(json);
        changed.remove(name);
        return new Op(changed);
    }
}
