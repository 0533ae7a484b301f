package org.hunar.model.sync.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;

/** What one commit changes; of several changes of one key the last counts. */
public final class Changes {
    /** Keys of the app's own data begin with this; all others belong to this package. */
    public static final String APP_PREFIX = "app/";

    private final Map<String, Optional<String>> changes = new LinkedHashMap<>();

    /** Puts an object as JSON. */
    public Changes put(String key, Map<String, ?> value) {
        return putText(key, Json.write(value));
    }

    /** @throws IllegalArgumentException if the text contains U+0000, which a store may not be able to keep */
    public Changes putText(String key, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the character U+0000 cannot be stored, under " + key);
        }
        changes.put(key, Optional.of(value));
        return this;
    }

    public Changes remove(String key) {
        changes.put(key, Optional.empty());
        return this;
    }

    public Changes addAll(Changes others) {
        changes.putAll(others.changes);
        return this;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Key to new text; empty to remove. */
    public Map<String, Optional<String>> asMap() {
        return Collections.unmodifiableMap(changes);
    }
}
