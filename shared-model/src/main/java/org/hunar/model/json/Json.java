package org.hunar.model.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.InvalidException;

/**
 * Reads and writes JSON as plain values: {@code Map<String, Object>} in the order of the text, {@code List<Object>},
 * {@code String}, {@code BigDecimal}, {@code Boolean} and {@code null}.
 *
 * <p>Reading is strict where a message could mean two things: duplicate names, characters that a database
 * cannot keep and nesting deeper than {@value #MAX_DEPTH} are refused.
 */
public final class Json {
    /** Deepest nesting of a message; ours need six. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_NUMBER_DIGITS = 100;
    private static final int MAX_EXPONENT = 300;

    /**
     * Names, values and brackets of a body. A roster of 80,000 people has so many; as plain values they take 60 MB at
     * worst, while 16 MiB of {@code [],} would take hundreds.
     */
    public static final int MAX_TOKENS = 1_000_000;

    /** Bytes that are decoded in one piece, as an operation is; of a large body no second copy is made. */
    private static final int AT_ONCE = 64 * 1024;

    private static final JsonFactory FACTORY = factory(Long.MAX_VALUE);
    private static final JsonFactory BOUNDED = factory(MAX_TOKENS);

    private Json() {}

    private static JsonFactory factory(long maxTokens) {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_DIGITS)
                        .maxTokenCount(maxTokens)
                        .build())
                .build();
    }

    /**
     * @param text one JSON value
     * @throws InvalidException if the text is not JSON; the message says at which line and column
     */
    public static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return only(parser);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param utf8 one JSON value in UTF-8
     * @throws InvalidException if the bytes are not JSON; the message says at which line and column
     */
    public static Object read(byte[] utf8) {
        return read(utf8, 0, utf8.length);
    }

    /**
     * @param utf8 holds one JSON value in UTF-8 from {@code offset} for {@code length} bytes
     * @throws InvalidException if the bytes are not JSON; the message says at which line and column
     */
    public static Object read(byte[] utf8, int offset, int length) {
        try (JsonParser parser = parser(FACTORY, utf8, offset, length)) {
            return only(parser);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As {@link #read(byte[])}, of what anybody may have sent: in few bytes there may be values that take much memory.
     * What was taken once is read without this bound, or it could not be read again.
     *
     * @throws InvalidException if the bytes are not JSON, and {@code TOO_MANY_VALUES} if there is too much in them
     */
    public static Object readBody(byte[] utf8) {
        try (JsonParser parser = parser(BOUNDED, utf8, 0, utf8.length)) {
            return bounded(parser);
        } catch (JsonProcessingException e) {
            throw notJson(e);
        } catch (CharacterCodingException e) {
            throw notUtf8();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Decoded here: Jackson's parser of bytes takes a character beyond U+FFFF for broken where a name writes it as two
     * escapes, as Python does. A mark of the byte order is passed over; where one of the first two bytes is zero, it is UTF-16
     * or UTF-32.
     */
    private static JsonParser parser(JsonFactory factory, byte[] utf8, int offset, int length) throws IOException {
        if (length > 1 && (utf8[offset] == 0 || utf8[offset + 1] == 0)) {
            throw notUtf8();
        }
        int mark = length >= 3
                        && utf8[offset] == (byte) 0xEF
                        && utf8[offset + 1] == (byte) 0xBB
                        && utf8[offset + 2] == (byte) 0xBF
                ? 3
                : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (length > AT_ONCE) {
            return factory.createParser(
                    new InputStreamReader(new ByteArrayInputStream(utf8, offset + mark, length - mark), decoder));
        }
        CharBuffer text = decoder.decode(ByteBuffer.wrap(utf8, offset + mark, length - mark));
        return factory.createParser(text.array(), text.arrayOffset(), text.remaining());
    }

    private static InvalidException notUtf8() {
        return InvalidException.at("", "NOT_JSON", "this is not the JSON that is expected, in UTF-8");
    }

    private static Object bounded(JsonParser parser) throws IOException {
        try {
            return only(parser);
        } catch (StreamConstraintsException e) {
            if (parser.currentTokenCount() > MAX_TOKENS) {
                throw InvalidException.at(
                        "", "TOO_MANY_VALUES", "more than a million names, values and brackets; send it in parts");
            }
            throw e;
        }
    }

    private static Object only(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw InvalidException.at("", "NOT_JSON", "nothing there: a JSON value is expected");
        }
        Object value = value(parser);
        if (parser.nextToken() != null) {
            throw InvalidException.at("", "NOT_JSON", "something follows the JSON value");
        }
        return value;
    }

    /** A refusal that says where the text stops being JSON, and nothing of the text itself. */
    public static InvalidException notJson(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return InvalidException.at("", "NOT_JSON", "this is not the JSON that is expected" + place);
    }

    /** @throws InvalidException if the text is not a JSON object */
    public static JsonObject readObject(String text) {
        return JsonObject.of("", read(text));
    }

    /** @throws InvalidException if the bytes are not a JSON object in UTF-8 */
    public static JsonObject readObject(byte[] utf8) {
        return JsonObject.of("", read(utf8));
    }

    /** Compact JSON of a plain value; names stay in the order of the map. */
    public static String write(Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A number in decimal, whatever it was made as: what is read is always decimal, what a program makes may not be. */
    public static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : new BigDecimal(number.toString());
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                return object(parser);
            case START_ARRAY:
                return array(parser);
            case VALUE_STRING:
                return storable(parser.getText());
            case VALUE_NUMBER_INT:
            case VALUE_NUMBER_FLOAT:
                return number(parser);
            case VALUE_TRUE:
                return Boolean.TRUE;
            case VALUE_FALSE:
                return Boolean.FALSE;
            case VALUE_NULL:
                return null;
            default:
                throw InvalidException.at("", "NOT_JSON", "unexpected " + parser.currentToken());
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = storable(parser.currentName());
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }

    /** Refuses what a database cannot keep or would change: U+0000, and half of a character. */
    private static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw InvalidException.at("", "NUL_CHARACTER", "the character U+0000 cannot be stored");
            }
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (Character.isSurrogate(c) && !paired) {
                throw InvalidException.at("", "BROKEN_CHARACTER", "half of a character (an unpaired surrogate)");
            }
            i += paired ? 1 : 0;
        }
        return text;
    }

    /** 1e999999999 is a few bytes on the wire and a gigabyte when written out: such numbers are refused. */
    private static BigDecimal number(JsonParser parser) throws IOException {
        BigDecimal number = decimal(parser);
        if (number.signum() != 0 && Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw tooLarge();
        }
        return number;
    }

    /** An exponent of eleven digits is no number to Jackson, and no wrong JSON either. */
    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw tooLarge();
        }
    }

    private static InvalidException tooLarge() {
        return InvalidException.at("", "NUMBER_TOO_LARGE", "a number has at most 300 digits before or after the point");
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean bool) {
            generator.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(generator, number);
        } else if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> field : map.entrySet()) {
                generator.writeFieldName(field.getKey().toString());
                write(generator, field.getValue());
            }
            generator.writeEndObject();
        } else if (value instanceof Iterable<?> items) {
            generator.writeStartArray();
            for (Object item : items) {
                write(generator, item);
            }
            generator.writeEndArray();
        } else {
            throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void writeNumber(JsonGenerator generator, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            generator.writeNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            generator.writeNumber(integer);
        } else if (number instanceof Double || number instanceof Float) {
            generator.writeNumber(number.doubleValue());
        } else {
            generator.writeNumber(number.longValue());
        }
    }
}
