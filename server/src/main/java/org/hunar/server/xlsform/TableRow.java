package org.hunar.server.xlsform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a {@link Table}: its cells that are not empty, each with what its column means.
 *
 * @param columns of the whole table, by which a cell that should be filled in is named
 */
record TableRow(Place first, List<Entry> entries, List<Column> columns) {
    record Entry(Column column, Cell cell) {}

    /** The row as a whole. */
    Place place() {
        return new Place(first.sheet(), first.row(), 0);
    }

    /** The cell of that column, filled in or not; the row where the table has no such column. */
    Place place(String... path) {
        return entries.stream()
                .filter(entry -> entry.column().startsWith(List.of(path)))
                .findFirst()
                .map(entry -> entry.cell().place())
                .orElseGet(() -> empty(List.of(path)));
    }

    private Place empty(List<String> path) {
        return columns.stream()
                .filter(column -> column.startsWith(path))
                .findFirst()
                .map(column -> new Place(
                        first.sheet(), first.row(), column.header().place().column()))
                .orElseGet(this::place);
    }

    Optional<Cell> cell(String... path) {
        List<String> wanted = List.of(path);
        return entries.stream()
                .filter(entry -> entry.column().path().equals(wanted))
                .map(Entry::cell)
                .findFirst();
    }

    /** The text of a column without a language, or empty. */
    String value(String... path) {
        return cell(path).map(Cell::text).orElse("");
    }

    /** The text of a column in all its languages. */
    Text text(String defaultLanguage, String column) {
        Text text = Text.NONE;
        for (Entry entry : entries) {
            List<String> path = entry.column().path();
            if (path.get(0).equals(column)) {
                text = text.and(language(path, 1), entry.cell().text(), defaultLanguage);
            }
        }
        return text;
    }

    /** The columns {@code bind::…}, {@code media::…} and so on, by what stands after the first {@code ::}. */
    Map<String, Text> texts(String defaultLanguage, String group) {
        Map<String, Text> texts = new LinkedHashMap<>();
        for (Entry entry : entries) {
            List<String> path = entry.column().path();
            if (path.size() > 1 && path.get(0).equals(group)) {
                Text before = texts.getOrDefault(path.get(1), Text.NONE);
                texts.put(
                        path.get(1), before.and(language(path, 2), entry.cell().text(), defaultLanguage));
            }
        }
        return texts;
    }

    /** As {@link #texts}, of columns that have no languages. */
    Map<String, String> values(String group) {
        Map<String, String> values = new LinkedHashMap<>();
        texts("", group).forEach((name, text) -> text.texts().findFirst().ifPresent(value -> values.put(name, value)));
        return values;
    }

    private static String language(List<String> path, int from) {
        return String.join("::", path.subList(Math.min(from, path.size()), path.size()));
    }
}
