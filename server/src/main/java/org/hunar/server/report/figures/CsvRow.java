package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.hunar.model.assessment.Answer;

/** One row with typed reads by column; every refusal names file, line and column. An absent column reads as empty. */
final class CsvRow {
    private final String file;
    private final long line;
    private final CSVRecord record;

    CsvRow(String file, long line, CSVRecord record) {
        this.file = file;
        this.line = line;
        this.record = record;
    }

    InputException refuse(String message) {
        return InputException.at(file, line, message);
    }

    InputException refuse(String column, String message) {
        return InputException.at(file, line, column, message);
    }

    /** Names of all columns, in the order of the file. */
    List<String> columns() {
        return record.getParser().getHeaderNames();
    }

    boolean hasColumn(String column) {
        return record.isMapped(column);
    }

    Optional<String> optionalText(String column) {
        String cell = record.isSet(column) ? record.get(column) : "";
        return cell.isEmpty() ? Optional.empty() : Optional.of(cell);
    }

    String text(String column) {
        return optionalText(column).orElseThrow(() -> refuse(column, "is empty"));
    }

    /** A list whose parts are separated by semicolons; blanks around a part do not matter. */
    List<String> list(String column) {
        List<String> parts = new ArrayList<>();
        for (String part : optionalText(column).orElse("").split(";")) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    Optional<BigDecimal> optionalNumber(String column) {
        return optionalText(column).map(cell -> number(column, cell));
    }

    BigDecimal number(String column) {
        return number(column, text(column));
    }

    /** A number read from a part of a cell of this column. */
    BigDecimal number(String column, String text) {
        return new Answer.Text(text).asNumber().orElseThrow(() -> refuse(column, "'" + text + "' is not a number"));
    }

    /** A whole number from 1 on. */
    int count(String column, int otherwise) {
        return optionalText(column).map(cell -> count(column, cell)).orElse(otherwise);
    }

    private int count(String column, String cell) {
        boolean isCount = cell.matches("[1-9][0-9]{0,8}");
        if (!isCount) {
            throw refuse(column, "'" + cell + "' is not a whole number from 1 on");
        }
        return Integer.parseInt(cell);
    }

    <E extends Enum<E>> Optional<E> optionalOneOf(String column, Class<E> type) {
        return optionalText(column).map(cell -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(cell.toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
            throw refuse(column, "'" + cell + "' is not one of " + List.of(type.getEnumConstants()));
        });
    }

    <E extends Enum<E>> E oneOf(String column, Class<E> type) {
        text(column);
        return optionalOneOf(column, type).orElseThrow();
    }

    /** RFC 3339, or a date, which stands for its first moment in UTC. */
    Optional<Instant> optionalInstant(String column) {
        return optionalText(column).map(cell -> {
            try {
                return cell.contains("T")
                        ? OffsetDateTime.parse(cell).toInstant()
                        : LocalDate.parse(cell).atStartOfDay().toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw refuse(column, "'" + cell + "' is not a time such as 2026-01-05T09:00:00Z, nor a date");
            }
        });
    }

    boolean flag(String column) {
        String cell = optionalText(column).orElse("false").toLowerCase(Locale.ROOT);
        if (!cell.equals("true") && !cell.equals("false")) {
            throw refuse(column, "'" + cell + "' is neither true nor false");
        }
        return cell.equals("true");
    }
}
