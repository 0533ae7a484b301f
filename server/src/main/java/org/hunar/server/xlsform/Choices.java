package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sheet choices: lists of choices by their names. */
final class Choices {
    private static final String OTHER = "other";

    private final Map<String, List<Choice>> lists = new LinkedHashMap<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final String defaultLanguage;

    private Choices(String defaultLanguage) {
        this.defaultLanguage = defaultLanguage;
    }

    static Choices of(Optional<Table> table, Settings settings, Findings findings) {
        Choices choices = new Choices(settings.defaultLanguage());
        table.ifPresent(sheet -> choices.read(sheet, settings, findings));
        return choices;
    }

    static Choices of(Map<String, List<Choice>> lists, String defaultLanguage) {
        Choices choices = new Choices(defaultLanguage);
        choices.lists.putAll(lists);
        return choices;
    }

    /** The same without columns of one's own. */
    Choices without(Set<String> columns) {
        Map<String, List<Choice>> fewer = new LinkedHashMap<>();
        lists.forEach((name, list) -> fewer.put(
                name, list.stream().map(choice -> choice.without(columns)).toList()));
        return of(fewer, defaultLanguage);
    }

    private void read(Table table, Settings settings, Findings findings) {
        if (table.rows().isEmpty()) {
            return;
        }
        for (String needed : List.of("list_name", "name")) {
            if (!table.has(needed)) {
                findings.error(table.place(), "COLUMN_MISSING", "the sheet choices needs a column " + needed);
            }
        }
        Set<Column> columns = extraColumns(table, findings);
        for (TableRow row : table.rows()) {
            row(row, columns, settings, findings);
        }
    }

    /** What may be an element of the form; the other columns are notes. */
    private static Set<Column> extraColumns(Table table, Findings findings) {
        Set<Column> extra = new HashSet<>();
        for (Column column : table.columns()) {
            if (column.known()) {
                continue;
            }
            String header = column.header().text().trim();
            if (column.path().size() > 1) {
                findings.error(
                        column.header().place(),
                        "CHOICE_COLUMN",
                        "a column of choices of one's own may hold no colon: write " + header.replaceAll(":+", "_"));
            } else if (Names.isXmlName(header)) {
                extra.add(column);
            } else {
                findings.warning(
                        column.header().place(),
                        "COLUMN_UNUSED",
                        "the column " + header + " is not used: to use it in a choice_filter, let its name "
                                + Names.RULE);
            }
        }
        return extra;
    }

    private void row(TableRow row, Set<Column> extraColumns, Settings settings, Findings findings) {
        Optional<Cell> list = row.cell("list_name");
        Optional<Cell> name = row.cell("name");
        if (list.isEmpty()) {
            findings.warning(row.place(), "ROW_UNUSED", "the row names no list and is not used: fill in list_name");
            return;
        }
        if (name.isEmpty()) {
            findings.error(row.place("name"), "NAME_MISSING", "the choice has no name: fill in the column name");
            return;
        }
        if (!list.get().text().equals(list.get().text().strip())) {
            findings.publishing(
                    list.get().place(),
                    "BLANKS",
                    "there is a blank before or behind " + list.get().text().strip()
                            + ", so it is another list, which no question can name: take the blank out");
        }
        List<Choice> choices = lists.computeIfAbsent(list.get().text(), any -> new ArrayList<>());
        boolean isNew = seen.add(List.of(list.get().text(), name.get().text()));
        if (!isNew && !settings.allowsChoicesTwice()) {
            findings.error(
                    name.get().place(),
                    "CHOICE_TWICE",
                    "the list " + list.get().text() + " has the choice "
                            + name.get().text()
                            + " already: rename one, or set allow_choice_duplicates to yes in the sheet settings");
        }
        Map<String, String> extra = new LinkedHashMap<>();
        row.entries().stream()
                .filter(entry -> extraColumns.contains(entry.column()))
                .forEach(entry -> extra.put(
                        entry.column().header().text().trim(), entry.cell().text()));
        choices.add(new Choice(
                name.get().place(),
                name.get().text(),
                row.text(defaultLanguage, "label"),
                row.texts(defaultLanguage, "media"),
                extra));
    }

    boolean has(String list) {
        return lists.containsKey(list);
    }

    boolean isEmpty() {
        return lists.isEmpty();
    }

    Map<String, List<Choice>> lists() {
        return lists;
    }

    List<Choice> list(String name) {
        return lists.getOrDefault(name, List.of());
    }

    /** Whether the labels of a list stand in the translations: they are in languages, with pictures, or hold answers. */
    boolean needsItext(String list) {
        return list(list).stream()
                .anyMatch(choice -> choice.label().isTranslated()
                        || !choice.media().isEmpty()
                        || choice.label().plain().contains("${"));
    }

    /** Adds the choice "Other" of or_other, once. */
    void addOther(String list) {
        List<Choice> choices = lists.get(list);
        if (choices.stream().anyMatch(choice -> choice.name().equals(OTHER))) {
            return;
        }
        Set<String> languages = new LinkedHashSet<>();
        choices.forEach(choice -> languages.addAll(choice.label().byLanguage().keySet()));
        Map<String, String> labels = new LinkedHashMap<>();
        languages.forEach(language -> labels.put(language, "Other"));
        Place place = choices.get(0).place();
        choices.add(
                new Choice(place, OTHER, labels.isEmpty() ? Text.of("Other") : Text.in(labels), Map.of(), Map.of()));
    }
}
