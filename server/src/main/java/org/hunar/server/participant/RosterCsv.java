package org.hunar.server.participant;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.http.SafeCell;

/** A roster as a table in CSV (RFC 4180, UTF-8, with or without a byte order mark); the first line names the fields. */
final class RosterCsv {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setAllowMissingColumnNames(true)
            .setIgnoreEmptyLines(false)
            .setTrim(true)
            .get();

    private static final String ID_OF_EXPORT = "participant_id";

    /** Columns of an export that only the server says: whoever sends it back corrected sends them along. */
    private static final Set<String> OURS = Set.of("removed", "rev");

    private RosterCsv() {}

    /**
     * A row with too many cells, or one that cannot be stored, is among the entries with what is wrong with it.
     *
     * @throws InvalidException if the file is no such table: its first line, its quotes or its letters
     */
    static List<RosterEntry> read(byte[] body) {
        List<RosterEntry> entries = new ArrayList<>();
        try (CSVParser parser = FORMAT.parse(new StringReader(text(body)))) {
            List<String> columns = columns(parser);
            for (CSVRecord record : parser) {
                if (isEmpty(record)) {
                    continue;
                }
                int row = entries.size() + 1;
                int line = Math.toIntExact(record.getRecordNumber()) + 1;
                entries.add(new RosterEntry(
                        row,
                        line,
                        field -> cell(row, ConsentColumns.of(field)),
                        fields(record, columns),
                        faults(row, record, columns)));
            }
            return entries;
        } catch (IOException | UncheckedIOException e) {
            throw InvalidException.at(
                    row(entries.size() + 1),
                    "NOT_CSV",
                    "the quotes do not fit: a cell that begins with \" ends with \", and one within it is written \"\"");
        }
    }

    /** Counted as a row of the file, and no row of the roster. */
    private static boolean isEmpty(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private static List<String> columns(CSVParser parser) {
        List<String> columns = parser.getHeaderNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .map(name -> name.equals(ID_OF_EXPORT) ? "id" : name)
                .toList();
        if (columns.isEmpty()) {
            throw InvalidException.at(
                    "row 0",
                    "NOT_CSV",
                    "the file is empty: its first line names the fields, such as number,name,cohort");
        }
        requireCommas(columns);
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!column.matches("[a-z][a-z0-9_]{0,63}")) {
                throw InvalidException.at(
                        cell(0, column),
                        "INVALID",
                        "the first line names the fields, such as number,name,cohort: letters a-z, digits and _");
            }
            if (!seen.add(column)) {
                throw InvalidException.at(cell(0, column), "INVALID", "two columns have the same name");
            }
        }
        return columns;
    }

    private static void requireCommas(List<String> columns) {
        if (columns.stream().anyMatch(column -> column.contains("\t"))) {
            throw InvalidException.at("row 0", "NOT_CSV", "columns are separated by commas, not by tabs");
        }
        if (columns.size() == 1 && columns.get(0).contains(";")) {
            throw InvalidException.at("row 0", "NOT_CSV", "columns are separated by commas, not by semicolons");
        }
    }

    private static Map<String, Object> fields(CSVRecord record, List<String> columns) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(record.size(), columns.size()); i++) {
            if (!record.get(i).isBlank() && !hasNul(record.get(i)) && !OURS.contains(columns.get(i))) {
                ConsentColumns.put(fields, columns.get(i), SafeCell.openIfClosed(record.get(i)));
            }
        }
        return fields;
    }

    /** What is wrong with one row and leaves the others as they are. */
    private static List<Violation> faults(int row, CSVRecord record, List<String> columns) {
        List<Violation> faults = new ArrayList<>();
        if (record.size() > columns.size()) {
            faults.add(new Violation(
                    row(row),
                    "INVALID",
                    "has " + record.size() + " cells, but there are " + columns.size() + " columns"));
        }
        for (int i = 0; i < Math.min(record.size(), columns.size()); i++) {
            if (hasNul(record.get(i))) {
                faults.add(new Violation(
                        cell(row, columns.get(i)), "NUL_CHARACTER", "the character U+0000 cannot be stored"));
            }
        }
        return List.copyOf(faults);
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static String row(int row) {
        return "row " + row;
    }

    private static String cell(int row, String column) {
        return column.isEmpty() && row > 0 ? row(row) : row(row) + ", column " + column;
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw InvalidException.at("", "NOT_UTF_8", "the file is not UTF-8: save it as CSV UTF-8");
        }
    }
}
