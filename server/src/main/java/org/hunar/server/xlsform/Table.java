package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A sheet whose headers are understood, and whose cells are tidied up. */
final class Table {
    private static final Pattern BLANKS = Pattern.compile(" +");

    private final Sheet sheet;
    private final List<Column> columns;
    private final List<TableRow> rows;

    private Table(Sheet sheet, List<Column> columns, List<TableRow> rows) {
        this.sheet = sheet;
        this.columns = columns;
        this.rows = rows;
    }

    /** How the cells of a sheet are tidied up. */
    enum Tidy {
        /** As they are. */
        NOTHING,
        /** Typographic quotes become those that expressions know. */
        QUOTES,
        /** Also blanks: none at the ends, and one where there are several. */
        QUOTES_AND_BLANKS
    }

    static Table of(Sheet sheet, Headers headers, Tidy tidy, Findings findings) {
        List<Column> columns = headers.columns(sheet.header());
        Map<Integer, Column> byIndex = new HashMap<>();
        Map<List<String>, Column> byPath = new HashMap<>();
        for (Column column : columns) {
            Column other = byPath.putIfAbsent(column.path(), column);
            if (other != null) {
                findings.error(
                        column.header().place(),
                        "COLUMN_TWICE",
                        "the columns " + other.header().text() + " and "
                                + column.header().text() + " mean the same: take one of them out");
            } else {
                byIndex.put(column.header().place().column(), column);
            }
        }
        List<TableRow> rows = new ArrayList<>();
        for (List<Cell> cells : sheet.rows()) {
            rows.add(new TableRow(cells.get(0).place(), entries(cells, byIndex, tidy(tidy), findings), columns));
        }
        return new Table(sheet, columns, rows);
    }

    private static List<TableRow.Entry> entries(
            List<Cell> cells, Map<Integer, Column> columns, UnaryOperator<String> tidy, Findings findings) {
        List<TableRow.Entry> entries = new ArrayList<>();
        for (Cell cell : cells) {
            Column column = columns.get(cell.place().column());
            if (column == null) {
                findings.warning(
                        cell.place(),
                        "NO_HEADER",
                        "the cell stands in a column without a header and is not used: give the column a header, or"
                                + " empty the cell");
            } else {
                entries.add(new TableRow.Entry(column, cell.with(tidy.apply(cell.text()))));
            }
        }
        return entries;
    }

    private static UnaryOperator<String> tidy(Tidy tidy) {
        return switch (tidy) {
            case NOTHING -> UnaryOperator.identity();
            case QUOTES -> Table::quotes;
            case QUOTES_AND_BLANKS ->
                text -> quotes(BLANKS.matcher(text.strip()).replaceAll(" "));
        };
    }

    private static String quotes(String text) {
        return text.replace('\u2018', '\'')
                .replace('\u2019', '\'')
                .replace('\u201C', '"')
                .replace('\u201D', '"');
    }

    Place place() {
        return sheet.place();
    }

    String name() {
        return sheet.name();
    }

    List<Column> columns() {
        return columns;
    }

    List<TableRow> rows() {
        return rows;
    }

    boolean has(String column) {
        return columns.stream().anyMatch(each -> each.first().equals(column));
    }
}
