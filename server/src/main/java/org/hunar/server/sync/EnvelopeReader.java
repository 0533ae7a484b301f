package org.hunar.server.sync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushCode;
import org.hunar.server.http.ProblemException;

/**
 * Reads a push. The envelope is cut into operations first, by a parser that takes any JSON, and each operation is read
 * by itself, strictly: one that is too deep, too long or senseless is refused alone and does not stop the others.
 */
final class EnvelopeReader {
    /** Deeper than this the text is not worth cutting; one element cannot be told from another's depths. */
    private static final int MAX_DEPTH = 100_000;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final JsonFactory CUTTER = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxTokenCount(Json.MAX_TOKENS)
                    .build())
            .build();

    private final Limits limits;

    EnvelopeReader(Limits limits) {
        this.limits = limits;
    }

    /** What a push says besides its operations. */
    record Envelope(
            UUID installId, Optional<String> appVersion, Optional<Instant> deviceTime, List<Incoming> incoming) {}

    /**
     * @param message body of the request, inflated
     * @throws InvalidException if it is not JSON, has no {@code ops} or no {@code install_id}
     * @throws TooManyOperationsException if there are more operations than the limit
     * @throws ProblemException 413 if there are so many values in it that they would fill the memory
     */
    Envelope read(byte[] message) {
        requireUtf8(message);
        byte[] body = withoutMark(message);
        try (JsonParser parser = CUTTER.createParser(byteForByte(body))) {
            return bounded(parser, body);
        } catch (JsonProcessingException e) {
            throw Json.notJson(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Jackson would read UTF-16 and UTF-32 as well, and tell no place in their bytes. In both, a byte of the first character
     * of any JSON is zero, or the text begins with FE FF in either order.
     */
    private static void requireUtf8(byte[] body) {
        boolean wide = body.length > 1
                && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFE) == 0xFE && (body[1] & 0xFE) == 0xFE);
        if (wide) {
            throw InvalidException.at("", "NOT_JSON", "JSON in UTF-8 is expected");
        }
    }

    /** Some write a mark of the byte order before UTF-8, which has none. */
    private static byte[] withoutMark(byte[] message) {
        return Arrays.mismatch(message, BYTE_ORDER_MARK) == BYTE_ORDER_MARK.length
                ? Arrays.copyOfRange(message, BYTE_ORDER_MARK.length, message.length)
                : message;
    }

    /**
     * One character a byte, so that places in the text are places in the bytes: everything by which JSON is cut is ASCII, and
     * what it is in UTF-8 is looked at when each operation is read.
     */
    private static Reader byteForByte(byte[] body) {
        return new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.ISO_8859_1);
    }

    private static String text(JsonParser parser) throws IOException {
        return new String(parser.getText().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** A phone that is told so sends it in parts; an operation alone has never so much in its bytes. */
    private Envelope bounded(JsonParser parser, byte[] body) throws IOException {
        try {
            return cut(parser, body);
        } catch (StreamConstraintsException e) {
            if (parser.currentTokenCount() > Json.MAX_TOKENS) {
                throw new ProblemException(
                        413,
                        "TOO_MANY_VALUES",
                        "a push has at most a million names, values and brackets: send it in parts");
            }
            throw e;
        }
    }

    private Envelope cut(JsonParser parser, byte[] body) throws IOException {
        String installId = null;
        String appVersion = null;
        Optional<Instant> deviceTime = Optional.empty();
        List<Incoming> incoming = null;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw InvalidException.at("", "NOT_JSON", "a JSON object is expected");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("ops") && value == JsonToken.START_ARRAY) {
                requireFirst(incoming);
                incoming = operations(parser, body);
            } else if (name.equals("install_id") && value == JsonToken.VALUE_STRING) {
                installId = parser.getText();
            } else if (name.equals("app_version") && value == JsonToken.VALUE_STRING) {
                appVersion = text(parser);
            } else if (name.equals("device_time") && value == JsonToken.VALUE_STRING) {
                deviceTime = Push.readDeviceTime(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) {
            throw InvalidException.at("", "NOT_JSON", "something follows the push");
        }
        if (incoming == null) {
            throw InvalidException.at("/ops", "REQUIRED", "is required, an array of operations");
        }
        return new Envelope(
                installId(installId),
                Optional.ofNullable(appVersion).map(EnvelopeReader::shorten),
                deviceTime,
                incoming);
    }

    /** Of two lists one would be lost without a word. */
    private static void requireFirst(List<Incoming> before) {
        if (before != null) {
            throw InvalidException.at("/ops", "INVALID", "stands there twice");
        }
    }

    private List<Incoming> operations(JsonParser parser, byte[] body) throws IOException {
        List<Incoming> incoming = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (incoming.size() == limits.pushOps()) {
                throw new TooManyOperationsException(limits.pushOps());
            }
            int start = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            int end = (int) parser.currentLocation().getCharOffset();
            incoming.add(operation(Arrays.copyOfRange(body, start, end)));
        }
        return incoming;
    }

    private Incoming operation(byte[] raw) {
        if (raw.length > limits.opBytes()) {
            return new Incoming.Unreadable(
                    findId(raw),
                    PushCode.TOO_LARGE,
                    List.of(new Violation(
                            "",
                            "TOO_LARGE",
                            "is " + raw.length + " bytes, at most " + limits.opBytes() + " are taken")),
                    raw);
        }
        Optional<OperationId> id = Optional.empty();
        try {
            JsonObject json = Json.readObject(raw);
            id = Optional.of(new OperationId(json.uuid("op_id")));
            return new Incoming.Readable(Operation.fromJson(json), raw);
        } catch (InvalidException e) {
            return new Incoming.Unreadable(id.isPresent() ? id : findId(raw), code(e), e.violations(), raw);
        }
    }

    private static PushCode code(InvalidException e) {
        boolean unknownKind =
                e.violations().stream().anyMatch(violation -> violation.code().equals(PushCode.UNKNOWN_KIND.name()));
        return unknownKind ? PushCode.UNKNOWN_KIND : PushCode.VALIDATION;
    }

    /** The id of an operation that cannot be read as a whole, so that the phone can tell which was refused. */
    private static Optional<OperationId> findId(byte[] raw) {
        try (JsonParser parser = CUTTER.createParser(byteForByte(raw))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("op_id") && value == JsonToken.VALUE_STRING) {
                        return Optional.of(OperationId.of(parser.getText()));
                    }
                    parser.skipChildren();
                }
            }
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static UUID installId(String text) {
        return JsonObject.of("", Collections.singletonMap("install_id", text)).uuid("install_id");
    }

    /** Without signs that nobody sees, of which a database cannot keep each: it is no reason to refuse. */
    private static String shorten(String appVersion) {
        String visible = appVersion.replaceAll("\\p{Cntrl}", "");
        return visible.substring(0, Math.min(visible.length(), 64));
    }
}
