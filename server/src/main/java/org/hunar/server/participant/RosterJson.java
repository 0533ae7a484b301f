package org.hunar.server.participant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** A roster as {@code {"participants": [{…}, …]}}, or as the array alone. */
final class RosterJson {
    private RosterJson() {}

    static List<RosterEntry> read(byte[] body) {
        Object value = Json.readBody(body);
        List<JsonObject> rows =
                value instanceof List<?> array ? objects(array) : participants(JsonObject.of("", value));
        List<RosterEntry> entries = new ArrayList<>();
        for (JsonObject row : rows) {
            int number = entries.size() + 1;
            entries.add(new RosterEntry(number, number, field -> pointer(row, field), present(row)));
        }
        return entries;
    }

    /** Of a field, or of one within a field. */
    private static String pointer(JsonObject row, String field) {
        int end = field.indexOf('/');
        return end < 0 ? row.pointerTo(field) : row.pointerTo(field.substring(0, end)) + field.substring(end);
    }

    private static List<JsonObject> objects(List<?> array) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> JsonObject.of("/" + i, array.get(i)))
                .toList();
    }

    private static List<JsonObject> participants(JsonObject body) {
        if (!body.has("participants")) {
            throw body.invalid("participants", "an array of participants is expected");
        }
        return body.objects("participants");
    }

    private static Map<String, Object> present(JsonObject row) {
        Map<String, Object> fields = new LinkedHashMap<>(row.asMap());
        fields.values().removeIf(value -> value == null || value instanceof String text && text.isBlank());
        return fields;
    }
}
