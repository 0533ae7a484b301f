package org.hunar.server.programme;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What is kept, with its revision.
 *
 * @param rev counts the changes, from 1
 * @param outcome what this call did to it
 */
record Stored<T>(T value, long rev, Outcome outcome) {
    enum Outcome {
        UNCHANGED,
        CREATED,
        CHANGED
    }

    static <T> Stored<T> found(T value, long rev) {
        return new Stored<>(value, rev, Outcome.UNCHANGED);
    }

    /** The document with its {@code rev}. */
    Map<String, Object> toJson(Function<T, Map<String, Object>> codec) {
        Map<String, Object> json = new LinkedHashMap<>(codec.apply(value));
        json.put("rev", rev);
        return json;
    }

    boolean isCreated() {
        return outcome == Outcome.CREATED;
    }

    boolean isNews() {
        return outcome != Outcome.UNCHANGED;
    }
}
