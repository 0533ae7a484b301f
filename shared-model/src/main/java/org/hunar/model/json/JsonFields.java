package org.hunar.model.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes an object field by field, in the order given; what is absent or empty is left out (never null). */
public final class JsonFields {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Puts a value; nothing when it is null, an empty Optional, an empty collection or an empty map. */
    public JsonFields put(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        boolean empty = present instanceof Collection<?> items && items.isEmpty()
                || present instanceof Map<?, ?> map && map.isEmpty();
        if (present != null && !empty) {
            fields.put(name, present);
        }
        return this;
    }

    /** Puts a value as its text. */
    public JsonFields putText(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return put(name, present == null ? null : present.toString());
    }

    /** The fields so far, to be changed no more by this object's owner. */
    public Map<String, Object> toMap() {
        return fields;
    }
}
