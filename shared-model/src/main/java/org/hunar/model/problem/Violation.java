package org.hunar.model.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing wrong with a message.
 *
 * @param path JSON Pointer (RFC 6901) of the field in the message, or file:line:column of a cell; empty for the whole
 * @param code stable, upper case; programs branch on it
 * @param message a sentence for people
 */
public record Violation(String path, String code, String message) {
    /** The same, as seen from a message in which this one stands at {@code prefix}. */
    public Violation under(String prefix) {
        return new Violation(prefix + path, code, message);
    }

    public Map<String, Object> toJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("path", path);
        fields.put("code", code);
        fields.put("message", message);
        return fields;
    }
}
