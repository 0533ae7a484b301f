package org.hunar.server.report.statistics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Named figures, in the order they are put; nested ones make the tree that is printed as JSON. What is undefined (0/0,
 * too few people, no variance) is NaN or infinite where it is computed and null here: JSON has no NaN, and 0 would be a
 * lie.
 */
public final class Figures {
    private final Map<String, Object> byName = new LinkedHashMap<>();

    public Figures put(String name, double value) {
        byName.put(name, Double.isFinite(value) ? value : null);
        return this;
    }

    public Figures put(String name, long count) {
        byName.put(name, count);
        return this;
    }

    public Figures put(String name, String text) {
        byName.put(name, text);
        return this;
    }

    public Figures put(String name, boolean flag) {
        byName.put(name, flag);
        return this;
    }

    /** Puts a value or, when it is absent, null. */
    public Figures put(String name, Optional<?> value) {
        byName.put(name, value.orElse(null));
        return this;
    }

    public Figures put(String name, Figures nested) {
        byName.put(name, nested.toMap());
        return this;
    }

    public Figures put(String name, Map<String, ?> nested) {
        byName.put(name, nested);
        return this;
    }

    public Figures put(String name, Iterable<?> values) {
        byName.put(name, values);
        return this;
    }

    /** Puts all figures of another at this level. */
    public Figures putAll(Figures others) {
        byName.putAll(others.byName);
        return this;
    }

    /** Puts null under each name: a part that cannot be computed keeps its shape. */
    public Figures putNulls(String... names) {
        for (String name : names) {
            byName.put(name, null);
        }
        return this;
    }

    /** The tree so far; not to be changed. */
    public Map<String, Object> toMap() {
        return Collections.unmodifiableMap(byName);
    }
}
