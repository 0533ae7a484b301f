package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sheets of a workbook, each read by its headers. */
final class WorkbookTables {
    private static final Set<String> OF_THE_KEY = Set.of("points", "answer", "key", "correct", "weight");

    private final Map<String, Sheet> sheets;
    private final Findings findings;
    private Optional<Table> survey = Optional.empty();
    private Optional<Table> choices = Optional.empty();

    WorkbookTables(Map<String, Sheet> sheets, Findings findings) {
        this.sheets = sheets;
        this.findings = findings;
    }

    boolean hasSurvey() {
        return sheets.containsKey("survey");
    }

    /** @param name of the form where the settings give none */
    Form form(String name) {
        Settings settings = Settings.of(table("settings", Headers.SETTINGS, Table.Tidy.QUOTES), name, findings);
        boolean tidy = settings.tidiesTexts();
        choices = table("choices", Headers.CHOICES, tidy ? Table.Tidy.QUOTES : Table.Tidy.NOTHING);
        survey = table("survey", Headers.SURVEY, tidy ? Table.Tidy.QUOTES_AND_BLANKS : Table.Tidy.NOTHING);
        survey.ifPresent(table -> twice(table, settings.defaultLanguage()));
        choices.ifPresent(table -> twice(table, settings.defaultLanguage()));
        LanguageNames.check(Stream.concat(survey.stream(), choices.stream()).toList(), findings);
        Choices lists = Choices.of(choices, settings, findings);
        Optional<Entity> entity = Entity.of(table("entities", Headers.ENTITIES, Table.Tidy.QUOTES), findings);
        Form form = FormBuilder.build(survey.orElseThrow(), settings, lists, entity, findings);
        FormChecks.check(form, survey.orElseThrow(), choices, findings);
        return form;
    }

    /** A text without a language is that of the default language: where that has a column of its own, it is not used. */
    private void twice(Table table, String defaultLanguage) {
        for (Column column : table.columns()) {
            List<String> own = new ArrayList<>(column.path());
            own.add(defaultLanguage);
            if (table.columns().stream().anyMatch(other -> other.path().equals(own))) {
                findings.warning(
                        column.header().place(),
                        "COLUMN_UNUSED",
                        "in rows that have " + String.join("::", own)
                                + ", this column is not used: take one of the two out");
            }
        }
    }

    ScoringSheet scoring() {
        Optional.ofNullable(sheets.get("phases"))
                .ifPresent(sheet -> findings.warning(
                        sheet.place(),
                        "SHEET_UNUSED",
                        "nothing is made of the sheet " + sheet.name() + ": phases belong to the programme"));
        return ScoringSheet.of(
                table("scoring", Headers.SCORING, Table.Tidy.QUOTES_AND_BLANKS),
                table("skills", Headers.SKILLS, Table.Tidy.QUOTES_AND_BLANKS),
                findings);
    }

    private Optional<Table> table(String name, Headers headers, Table.Tidy tidy) {
        return Optional.ofNullable(sheets.get(name)).map(sheet -> Table.of(sheet, headers, tidy, findings));
    }

    /**
     * The form without the columns of choices that tell what they earn: those are in every form, for whoever looks, on
     * the phone of every trainer. A form that shows the score on the phone says so.
     */
    Form withoutKey(Form form) {
        if (form.settings().showsScoreOnPhone()) {
            return form;
        }
        Set<String> columns = new LinkedHashSet<>();
        for (Column column : choices.map(Table::columns).orElse(List.of())) {
            String name = column.header().text().trim();
            String lower = name.toLowerCase(Locale.ROOT);
            if (!column.known() && (lower.startsWith("score") || OF_THE_KEY.contains(lower))) {
                columns.add(name);
                leftOut(column, name);
            }
        }
        return columns.isEmpty() ? form : form.with(form.choices().without(columns));
    }

    private void leftOut(Column column, String name) {
        boolean used = survey.orElseThrow().rows().stream()
                .flatMap(row -> row.entries().stream())
                .filter(entry -> !entry.column().first().startsWith("score"))
                .anyMatch(entry -> entry.cell().text().matches("(?s).*\\b" + Pattern.quote(name) + "\\b.*"));
        if (used) {
            findings.publishing(
                    column.header().place(),
                    "KEY_ON_PHONE",
                    "the form uses the column " + name + ", so the phone would know what answers earn: if it may, set"
                            + " score_on_phone to yes in the sheet settings");
        } else {
            findings.warning(
                    column.header().place(),
                    "KEY_ON_PHONE",
                    "the column " + name
                            + " is left out of the form that phones get, so that they do not know what answers"
                            + " earn");
        }
    }
}
