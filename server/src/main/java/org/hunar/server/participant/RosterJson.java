package org.hunar.server.participant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/** A roster as {@code {"participants": [{…}, …]}}, or as the array alone. */
final class RosterJson {
    private RosterJson() {}

    /**
     * A row that is no object is among the entries with what is wrong with it.
     *
     * @throws InvalidException if there is no array of rows
     */
    static List<RosterEntry> read(byte[] body) {
        Object value = Json.readBody(body);
        if (value instanceof List<?> rows) {
            return entries("", rows);
        }
        JsonObject object = JsonObject.of("", value);
        if (object.asMap().get("participants") instanceof List<?> rows) {
            return entries(object.pointerTo("participants"), rows);
        }
        throw object.invalid("participants", "an array of participants is expected");
    }

    private static List<RosterEntry> entries(String pointer, List<?> rows) {
        List<RosterEntry> entries = new ArrayList<>();
        for (Object row : rows) {
            entries.add(entry(entries.size() + 1, pointer + "/" + entries.size(), row));
        }
        return entries;
    }

    private static RosterEntry entry(int number, String pointer, Object value) {
        try {
            JsonObject row = JsonObject.of(pointer, value);
            return new RosterEntry(number, number, field -> pointer(pointer, row, field), present(row), List.of());
        } catch (InvalidException e) {
            return new RosterEntry(number, number, field -> pointer, Map.of(), e.violations());
        }
    }

    /** Of a field, or of one within a field; of the empty name, of the row. */
    private static String pointer(String pointer, JsonObject row, String field) {
        if (field.isEmpty()) {
            return pointer;
        }
        int end = field.indexOf('/');
        return end < 0 ? row.pointerTo(field) : row.pointerTo(field.substring(0, end)) + field.substring(end);
    }

    private static Map<String, Object> present(JsonObject row) {
        Map<String, Object> fields = new LinkedHashMap<>(row.asMap());
        fields.values().removeIf(value -> value == null || value instanceof String text && text.isBlank());
        return fields;
    }
}
