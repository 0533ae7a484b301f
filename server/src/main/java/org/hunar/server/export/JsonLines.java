package org.hunar.server.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;

/** An object a line, in UTF-8, with every column; null where there is no value. */
final class JsonLines implements RowWriter {
    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final List<Column> columns;

    JsonLines(OutputStream out, List<Column> columns) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.columns = columns;
    }

    @Override
    public void row(List<?> values) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            json.put(columns.get(i).code(), plain(values.get(i)));
        }
        out.write((Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }

    private static Object plain(Object value) {
        if (value instanceof UUID) {
            return value.toString();
        }
        return value instanceof Instant time ? Timestamps.format(time) : value;
    }
}
