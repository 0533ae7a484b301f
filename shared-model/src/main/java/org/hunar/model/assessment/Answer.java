package org.hunar.model.assessment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;

/** What was answered to one item. On the wire a text, a number, an array or an object; see {@link #fromJson}. */
public sealed interface Answer {
    /** Digits before or after the point beyond which a text is no number for us. */
    int MAX_DIGITS = 300;

    /** Asked and left blank: null, an empty text or an empty array. */
    record Blank() implements Answer {
        @Override
        public Object toJson() {
            return null;
        }
    }

    /** A text, or the code of the one option chosen. */
    record Text(String value) implements Answer {
        @Override
        public Object toJson() {
            return value;
        }
    }

    /** The options chosen. A set: order and repeats do not matter. */
    record Options(List<String> values) implements Answer {
        public Options {
            values = List.copyOf(values);
        }

        @Override
        public Object toJson() {
            return values;
        }
    }

    record Number(BigDecimal value) implements Answer {
        @Override
        public Object toJson() {
            return value;
        }
    }

    /** A work rated by one or more raters: {@code [4, 3]}, or {@code {"text": …, "ratings": [4, 3]}}. */
    record Rated(String text, List<BigDecimal> ratings) implements Answer {
        public Rated {
            ratings = List.copyOf(ratings);
        }

        @Override
        public Object toJson() {
            return text.isEmpty()
                    ? ratings
                    : new JsonFields().put("text", text).put("ratings", ratings).toMap();
        }
    }

    /**
     * A file whose bytes travel by themselves: {@code {"sha256": …, "size": …, "mime": …}}.
     *
     * @param size in bytes; 0 only of the file that has none
     * @param mime type and subtype, without parameters
     */
    record Attachment(String sha256, long size, String mime) implements Answer {
        private static final Pattern MIME =
                Pattern.compile("(?i)[a-z0-9][a-z0-9!#$&^_.+-]{0,62}/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}");
        private static final String SHA256_OF_NOTHING =
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        /** Whether it is a media type under which a file can be brought. */
        public static boolean isMime(String text) {
            return MIME.matcher(text).matches();
        }

        /**
         * What it says of its file that can be of none: no upload would be taken for it, and it would be waited for in
         * vain. Not asked of what was taken once, which is read for ever.
         *
         * @param pointer to the answer
         */
        List<Violation> impossible(String pointer) {
            List<Violation> violations = new ArrayList<>();
            if (size < 0) {
                violations.add(new Violation(pointer + "/size", "INVALID", "the bytes of the file are counted from 0"));
            } else if (size == 0 && !sha256.equals(SHA256_OF_NOTHING)) {
                violations.add(new Violation(pointer + "/size", "INVALID", "no file of this sha256 has 0 bytes"));
            }
            if (!isMime(mime)) {
                violations.add(new Violation(
                        pointer + "/mime",
                        "INVALID",
                        "a media type without parameters is expected, such as image/jpeg"));
            }
            return violations;
        }

        @Override
        public Object toJson() {
            return new JsonFields()
                    .put("sha256", sha256)
                    .put("size", size)
                    .put("mime", mime)
                    .toMap();
        }
    }

    /** A place in WGS 84: {@code {"lat": …, "lon": …, "accuracy": …}}, degrees and metres. */
    record Location(BigDecimal lat, BigDecimal lon, BigDecimal accuracy) implements Answer {
        @Override
        public Object toJson() {
            return new JsonFields()
                    .put("lat", lat)
                    .put("lon", lon)
                    .put("accuracy", accuracy)
                    .toMap();
        }
    }

    /** The answer as a plain JSON value. */
    Object toJson();

    /** The answer read as one number; a text counts when it is a number in decimal notation. */
    default Optional<BigDecimal> asNumber() {
        if (this instanceof Number number) {
            return Optional.of(number.value());
        } else if (this instanceof Text text) {
            return parse(text.value().trim());
        } else if (this instanceof Rated rated && rated.ratings().size() == 1) {
            return Optional.of(rated.ratings().get(0));
        }
        return Optional.empty();
    }

    /** The answer read as a set of options; a text holds options with spaces between them. Empty for other shapes. */
    default Set<String> asOptions() {
        List<String> values = List.of();
        if (this instanceof Options options) {
            values = options.values();
        } else if (this instanceof Text text) {
            values = List.of(text.value().trim().split("\\s+"));
        }
        Set<String> set = new LinkedHashSet<>();
        for (String value : values) {
            set.add(value.trim());
        }
        set.remove("");
        return set;
    }

    /** @throws InvalidException if the value has none of the shapes above */
    static Answer fromJson(String pointer, Object value) {
        if (value == null) {
            return new Blank();
        } else if (value instanceof String text) {
            return text.trim().isEmpty() ? new Blank() : new Text(text);
        } else if (value instanceof java.lang.Number number) {
            return new Number(Json.decimal(number));
        } else if (value instanceof List<?> values) {
            return fromArray(pointer, values);
        } else if (value instanceof Map<?, ?>) {
            return fromObject(pointer, JsonObject.of(pointer, value));
        }
        throw InvalidException.at(pointer, "INVALID", "an answer is a text, a number, an array or an object");
    }

    /** Numbers of more than 300 digits are refused: arithmetic on 1e999999999 would need a gigabyte. */
    private static Optional<BigDecimal> parse(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean huge =
                    Math.abs((long) number.precision() - number.scale()) > MAX_DIGITS || number.scale() > MAX_DIGITS;
            return huge ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Answer fromArray(String pointer, List<?> values) {
        List<String> options = new ArrayList<>();
        List<BigDecimal> ratings = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof String option) {
                options.add(option);
            } else if (value instanceof java.lang.Number rating) {
                ratings.add(Json.decimal(rating));
            }
        }
        if (values.isEmpty()) {
            return new Blank();
        } else if (options.size() == values.size()) {
            return new Options(options);
        } else if (ratings.size() == values.size()) {
            return new Rated("", ratings);
        }
        throw InvalidException.at(
                pointer, "INVALID", "an array of options (texts) or of ratings (numbers) is expected");
    }

    private static Answer fromObject(String pointer, JsonObject json) {
        if (json.has("sha256")) {
            String sha256 = json.text("sha256");
            if (!sha256.matches("[0-9a-f]{64}")) {
                throw json.invalid("sha256", "64 hex digits in lower case are expected");
            }
            return new Attachment(sha256, json.integer("size"), json.text("mime"));
        } else if (json.has("lat")) {
            return new Location(
                    json.number("lat"),
                    json.number("lon"),
                    json.optionalNumber("accuracy").orElse(null));
        } else if (json.has("ratings")) {
            return new Rated(json.optionalText("text").orElse(""), json.numbers("ratings"));
        }
        throw InvalidException.at(
                pointer,
                "INVALID",
                "an object is an attachment {sha256,size,mime}, a place {lat,lon} or {text,ratings}");
    }
}
