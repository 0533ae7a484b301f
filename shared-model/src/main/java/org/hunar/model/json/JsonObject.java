package org.hunar.model.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hunar.model.problem.InvalidException;

/**
 * A JSON object with typed reads. Every refusal is an {@link InvalidException} that names the field by its JSON Pointer
 * (RFC 6901) from the top of the message. A field that is null counts as absent.
 */
public final class JsonObject {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final String pointer;
    private final Map<String, Object> fields;

    private JsonObject(String pointer, Map<String, Object> fields) {
        this.pointer = pointer;
        this.fields = fields;
    }

    /**
     * @param pointer where the value stands in the message; empty for the top
     * @throws InvalidException if the value is not an object
     */
    public static JsonObject of(String pointer, Object value) {
        return new JsonObject(pointer, asMap(pointer, value));
    }

    /** The fields in the order of the message; not to be changed. */
    public Map<String, Object> asMap() {
        return Collections.unmodifiableMap(fields);
    }

    public Set<String> names() {
        return Collections.unmodifiableSet(fields.keySet());
    }

    public boolean has(String name) {
        return fields.get(name) != null;
    }

    /** JSON Pointer of a field of this object. */
    public String pointerTo(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** @throws InvalidException if absent, not a text, or blank */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    /** Absent when the field is not there, null or blank. */
    public Optional<String> optionalText(String name) {
        return read(name, String.class, "a text").filter(text -> !text.trim().isEmpty());
    }

    public long integer(String name) {
        return optionalInteger(name).orElseThrow(() -> missing(name));
    }

    public Optional<Long> optionalInteger(String name) {
        return optionalNumber(name).map(number -> {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw invalid(name, "a whole number is expected");
            }
        });
    }

    public BigDecimal number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    public Optional<BigDecimal> optionalNumber(String name) {
        return read(name, Number.class, "a number").map(Json::decimal);
    }

    public boolean flag(String name, boolean otherwise) {
        return read(name, Boolean.class, "true or false").orElse(otherwise);
    }

    public UUID uuid(String name) {
        return toUuid(pointerTo(name), text(name));
    }

    /** The UUIDs of an array; empty when the field is absent. A refusal names the element: {@code /parents/0}. */
    public List<UUID> uuids(String name) {
        return list(name, (at, value) -> toUuid(at, element(at, value)));
    }

    public Instant instant(String name) {
        return optionalInstant(name).orElseThrow(() -> missing(name));
    }

    /** RFC 3339 with any offset. */
    public Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw invalid(name, "a time in RFC 3339 is expected, such as 2026-09-20T09:10:00.000Z");
            }
        });
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        return optionalOneOf(name, type).orElseThrow(() -> missing(name));
    }

    public <E extends Enum<E>> Optional<E> optionalOneOf(String name, Class<E> type) {
        return optionalText(name).map(text -> toConstant(pointerTo(name), text, type));
    }

    /** The constants of an array; empty when the field is absent. A refusal names the element: {@code /phases/0}. */
    public <E extends Enum<E>> List<E> eachOneOf(String name, Class<E> type) {
        return list(name, (at, value) -> toConstant(at, element(at, value), type));
    }

    /** Reads a text into a value of its own type; what that type refuses is refused with this field's name. */
    public <T> T as(String name, Function<String, T> type) {
        return optionalAs(name, type).orElseThrow(() -> missing(name));
    }

    /** As {@link #as}, for a field that may be absent. */
    public <T> Optional<T> optionalAs(String name, Function<String, T> type) {
        return optionalText(name).map(text -> {
            try {
                return type.apply(text);
            } catch (IllegalArgumentException e) {
                throw invalid(name, e.getMessage());
            }
        });
    }

    public JsonObject object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<JsonObject> optionalObject(String name) {
        return Optional.ofNullable(fields.get(name)).map(value -> of(pointerTo(name), value));
    }

    /** The objects of an array; empty when the field is absent. */
    public List<JsonObject> objects(String name) {
        return list(name, JsonObject::of);
    }

    /** The texts of an array; empty when the field is absent. */
    public List<String> texts(String name) {
        return list(name, (at, value) -> {
            if (value instanceof String text) {
                return text;
            }
            throw InvalidException.at(at, "INVALID", "a text is expected");
        });
    }

    /** The numbers of an array; empty when the field is absent. */
    public List<BigDecimal> numbers(String name) {
        return list(name, (at, value) -> {
            if (value instanceof Number number) {
                return Json.decimal(number);
            }
            throw InvalidException.at(at, "INVALID", "a number is expected");
        });
    }

    /** How one element of an array is read. */
    public interface ElementReader<T> {
        T read(String pointer, Object value);
    }

    /** The elements of an array; empty when the field is absent. */
    public <T> List<T> list(String name, ElementReader<T> reader) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> values)) {
            throw invalid(name, "an array is expected");
        }
        List<T> items = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            items.add(reader.read(pointerTo(name) + "/" + i, values.get(i)));
        }
        return Collections.unmodifiableList(items);
    }

    /** A refusal of one of this object's fields. */
    public InvalidException invalid(String name, String message) {
        return InvalidException.at(pointerTo(name), "INVALID", message);
    }

    private InvalidException missing(String name) {
        return InvalidException.at(pointerTo(name), "REQUIRED", "is required");
    }

    private static UUID toUuid(String at, String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw InvalidException.at(
                    at, "INVALID", "a UUID is expected, such as 8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11");
        }
        return UUID.fromString(text);
    }

    private static <E extends Enum<E>> E toConstant(String at, String text, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        throw InvalidException.at(
                at, "INVALID", "one of " + List.of(type.getEnumConstants()) + " is expected, not " + text);
    }

    /** An element of an array, by the same rule as {@link #text}. */
    private static String element(String at, Object value) {
        if (value != null && !(value instanceof String)) {
            throw InvalidException.at(at, "INVALID", "a text is expected");
        }
        String text = (String) value;
        if (text == null || text.trim().isEmpty()) {
            throw InvalidException.at(at, "REQUIRED", "is required");
        }
        return text;
    }

    private <T> Optional<T> read(String name, Class<T> type, String expected) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            throw invalid(name, expected + " is expected");
        }
        return Optional.ofNullable(type.cast(value));
    }

    private static Map<String, Object> asMap(String pointer, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw InvalidException.at(pointer, "INVALID", "an object is expected");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put((String) name, field));
        return fields;
    }

    @Override
    public String toString() {
        return Json.write(fields);
    }
}
