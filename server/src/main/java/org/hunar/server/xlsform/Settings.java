package org.hunar.server.xlsform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sheet settings: one row. */
final class Settings {
    private static final Set<String> YES = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "true()");
    private static final Set<String> SMS = Set.of("prefix", "delimiter", "instance_xmlns");
    private static final List<String> YES_OR_NO = List.of(
            "client_editable", "allow_choice_duplicates", "omit_instanceid", "clean_text_values", "score_on_phone");

    /** They go to phones as they are written. */
    private static final List<String> TRUE_OR_FALSE = List.of("auto_send", "auto_delete");

    private static final Pattern NAMESPACE = Pattern.compile("(" + Names.NCNAME + ")=[\"']?([^\"'\\s]+)[\"']?");

    private final Optional<TableRow> row;
    private final Place sheet;
    private final String fallbackName;

    private Settings(Optional<TableRow> row, Place sheet, String fallbackName) {
        this.row = row;
        this.sheet = sheet;
        this.fallbackName = fallbackName;
    }

    static Settings of(Optional<Table> table, String fallbackName, Findings findings) {
        List<TableRow> rows = table.map(Table::rows).orElse(List.of());
        Settings settings = new Settings(
                rows.stream().findFirst(), table.map(Table::place).orElse(new Place("settings", 0, 0)), fallbackName);
        rows.stream()
                .skip(1)
                .forEach(more -> findings.warning(
                        more.place(), "ROW_UNUSED", "the sheet settings has one row: this one is not used"));
        table.ifPresent(each -> settings.check(each, findings));
        return settings;
    }

    /** Of a form that no workbook made: form_id, form_title, version and so on. */
    static Settings of(Map<String, String> values) {
        List<TableRow.Entry> entries = values.entrySet().stream()
                .map(value -> new TableRow.Entry(
                        new Column(new Cell(Place.WORKBOOK, value.getKey()), List.of(value.getKey()), true),
                        new Cell(Place.WORKBOOK, value.getValue())))
                .toList();
        return new Settings(Optional.of(new TableRow(Place.WORKBOOK, entries, List.of())), Place.WORKBOOK, "");
    }

    private void check(Table table, Findings findings) {
        for (Column column : table.columns()) {
            Place place = column.header().place();
            String name = column.first();
            if (SMS.contains(name) || name.startsWith("sms_")) {
                findings.error(place, "UNSUPPORTED", "the setting " + name + " is not supported: take the column out");
            } else if (!column.known()) {
                findings.warning(
                        place, "COLUMN_UNUSED", "the setting " + column.header().text() + " is not known");
            }
            ScoringSheet.ofProgramme(column).ifPresent(why -> findings.warning(place, "COLUMN_UNUSED", why));
        }
        row.ifPresent(settings -> forbidden(settings, findings));
        YES_OR_NO.forEach(name -> cell(name).ifPresent(cell -> yesOrNo(cell, name, findings)));
        TRUE_OR_FALSE.forEach(name -> cell(name)
                .filter(cell -> !cell.text().matches("(?i)true|false"))
                .ifPresent(cell -> findings.warning(
                        cell.place(),
                        "YES_OR_NO",
                        name + " is true or false, and phones take " + cell.text() + " for false")));
        namespaces().forEach((prefix, uri) -> {
            if (XForm.NAMESPACES.containsKey(prefix)) {
                findings.warning(
                        place("namespaces"),
                        "PREFIX",
                        "the prefix " + prefix + " is taken: its namespace stays as it is");
            }
        });
    }

    /** What would send answers elsewhere, hide them from the server, or take away what they are told apart by. */
    private static void forbidden(TableRow settings, Findings findings) {
        forbid(settings, "public_key", "an encrypted form cannot be scored", findings);
        forbid(settings, "submission_url", "answers come to this server: phones know its address", findings);
        if (isYes(settings.value("omit_instanceid"))) {
            findings.publishing(
                    settings.place("omit_instanceid"),
                    "OMIT_INSTANCE_ID",
                    "without an instanceID a submission that is sent twice counts twice: take the setting out");
        }
    }

    private static void forbid(TableRow settings, String name, String why, Findings findings) {
        settings.cell(name)
                .ifPresent(cell -> findings.publishing(
                        cell.place(), name.toUpperCase(Locale.ROOT), why + ": take the setting " + name + " out"));
    }

    static boolean isYes(String text) {
        return YES.contains(text);
    }

    /** Warns of a cell that is taken for no, since it is not yes, and may be meant otherwise. */
    static void yesOrNo(Cell cell, String name, Findings findings) {
        if (!isYes(cell.text()) && !XForm.truth(cell.text()).equals("false()")) {
            findings.warning(
                    cell.place(), "YES_OR_NO", name + " is yes or no, and " + cell.text() + " is taken for no");
        }
    }

    private String value(String name) {
        return row.map(settings -> settings.value(name)).orElse("");
    }

    private String or(String name, String otherwise) {
        String value = value(name);
        return value.isEmpty() ? otherwise : value;
    }

    Optional<Cell> cell(String name) {
        return row.flatMap(settings -> settings.cell(name));
    }

    /** Where a setting stands, or should stand. */
    Place place(String... name) {
        return row.map(settings -> settings.place(name)).orElse(sheet);
    }

    String formId() {
        return or("form_id", fallbackName);
    }

    String title() {
        return or("form_title", formId());
    }

    String version() {
        return value("version");
    }

    String rootName() {
        return or("name", "data");
    }

    String defaultLanguage() {
        return or("default_language", "default");
    }

    String instanceName() {
        return value("instance_name");
    }

    String preloadOfInstanceId() {
        return or("instance_id", "uid");
    }

    String style() {
        return value("style");
    }

    String publicKey() {
        return value("public_key");
    }

    String submissionUrl() {
        return value("submission_url");
    }

    String autoSend() {
        return value("auto_send");
    }

    String autoDelete() {
        return value("auto_delete");
    }

    boolean isFlat() {
        return !value("flat").isEmpty();
    }

    boolean isClientEditable() {
        return isYes(value("client_editable"));
    }

    boolean allowsChoicesTwice() {
        return isYes(value("allow_choice_duplicates"));
    }

    boolean omitsInstanceId() {
        return isYes(value("omit_instanceid"));
    }

    boolean tidiesTexts() {
        String value = value("clean_text_values");
        return value.isEmpty() || isYes(value);
    }

    /** Whether the phone may know what answers earn. */
    boolean showsScoreOnPhone() {
        return isYes(value("score_on_phone"));
    }

    Map<String, String> attributes() {
        return row.map(settings -> settings.values("attribute")).orElse(Map.of());
    }

    /** Prefix to namespace, of those declared in the workbook. */
    Map<String, String> namespaces() {
        Map<String, String> namespaces = new LinkedHashMap<>();
        Matcher each = NAMESPACE.matcher(value("namespaces"));
        while (each.find()) {
            namespaces.put(each.group(1), each.group(2));
        }
        return namespaces;
    }
}
