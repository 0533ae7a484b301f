package org.hunar.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A row as one line of JSON: an array of its values, in the order of the columns in the first line of the file. */
final class RowLine {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowLine() {}

    /** UTF-8, without the end of the line. */
    static byte[] write(List<?> values) {
        try {
            return JSON.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new BackupException("a row cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** The names in the first line. */
    static List<String> names(String line) {
        return read(line).stream().map(String::valueOf).toList();
    }

    /** The values as a database takes them. */
    static List<Object> values(Table table, String line) {
        List<?> written = read(line);
        if (written.size() != table.columns().size()) {
            throw new BackupException("a row of table " + table.name() + " has " + written.size() + " values, not "
                    + table.columns().size());
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Object each = written.get(i);
            values.add(each == null ? null : table.columns().get(i).kind().parse(each));
        }
        return values;
    }

    private static List<?> read(String line) {
        try {
            return JSON.readValue(line, List.class);
        } catch (IOException e) {
            throw new BackupException("a line of the backup is not JSON", e);
        }
    }
}
