package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;

/**
 * One commit as a line of a log: CRC-32 in 8 hex digits, a space, a JSON object of key to text or null, a line feed.
 * Compact JSON holds no line feed, so a line ends where the commit does.
 */
final class CommitLine {
    static final byte END = '\n';

    private static final int CRC_DIGITS = 8;
    private static final int HEADER = CRC_DIGITS + 1;

    private CommitLine() {}

    static byte[] encode(Changes changes) {
        Map<String, Object> texts = new LinkedHashMap<>();
        changes.asMap().forEach((key, value) -> texts.put(key, value.orElse(null)));
        byte[] json = Json.write(texts).getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[HEADER + json.length + 1];
        System.arraycopy(header(json, 0, json.length), 0, line, 0, HEADER);
        System.arraycopy(json, 0, line, HEADER, json.length);
        line[line.length - 1] = END;
        return line;
    }

    /** The changes of a line without its end; empty if it is not whole. */
    static Optional<Changes> decode(byte[] log, int start, int end) {
        int json = start + HEADER;
        if (json > end || !hasHeader(log, start, header(log, json, end - json))) {
            return Optional.empty();
        }
        try {
            return Optional.of(changes(Json.read(log, json, end - json)));
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    private static Changes changes(Object json) {
        Changes changes = new Changes();
        if (json instanceof Map<?, ?> texts) {
            texts.forEach((key, value) -> {
                if (value == null) {
                    changes.remove((String) key);
                } else {
                    changes.putText((String) key, value.toString());
                }
            });
        }
        return changes;
    }

    private static byte[] header(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return String.format(Locale.ROOT, "%08x ", crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean hasHeader(byte[] log, int start, byte[] header) {
        for (int i = 0; i < HEADER; i++) {
            if (log[start + i] != header[i]) {
                return false;
            }
        }
        return true;
    }
}
