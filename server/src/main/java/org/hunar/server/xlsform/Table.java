package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<Column> unused = new HashSet<>();
        for (Column column : columns) {
            byIndex.put(column.header().place().column(), column);
            Optional.ofNullable(byPath.putIfAbsent(column.path(), column))
                    .map(other -> unused(other, column, findings))
                    .ifPresent(unused::add);
        }
        List<TableRow> rows = new ArrayList<>();
        for (List<Cell> cells : sheet.rows()) {
            rows.add(
                    new TableRow(cells.get(0).place(), entries(cells, byIndex, unused, tidy(tidy), findings), columns));
        }
        return new Table(sheet, columns, rows);
    }

    /** Of two columns that mean the same the one that is not read; only an old name beside form_id is allowed, as in pyxform. */
    private static Column unused(Column one, Column other, Findings findings) {
        boolean isOld = isOldIdentity(one);
        if (isOld == isOldIdentity(other)) {
            findings.error(
                    other.header().place(),
                    "COLUMN_TWICE",
                    "the columns " + one.header().text() + " and "
                            + other.header().text() + " mean the same: take one of them out");
            return other;
        }
        Column old = isOld ? one : other;
        findings.warning(
                old.header().place(),
                "COLUMN_UNUSED",
                "there is form_id too, which goes before id_string: take this column out");
        return old;
    }

    private static boolean isOldIdentity(Column column) {
        return Names.snakeCase(column.header().text()).equals("id_string");
    }

    private static List<TableRow.Entry> entries(
            List<Cell> cells,
            Map<Integer, Column> columns,
            Set<Column> unused,
            UnaryOperator<String> tidy,
            Findings findings) {
        List<TableRow.Entry> entries = new ArrayList<>();
        for (Cell cell : cells) {
            Column column = columns.get(cell.place().column());
            if (column == null) {
                findings.warning(
                        cell.place(),
                        "NO_HEADER",
                        "the cell stands in a column without a header and is not used: give the column a header, or"
                                + " empty the cell");
            } else if (!unused.contains(column)) {
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
