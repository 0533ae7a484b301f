package org.hunar.server.xlsform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.xlsform.Finding.Level;

/** A workbook that was read: what was found in it and, if it has no errors, the XForm it makes. */
public final class XlsForm {
    private final Optional<Form> form;
    private final Optional<Table> scoring;
    private final Optional<Table> skills;
    private final Findings findings;

    private XlsForm(Optional<Form> form, Optional<Table> scoring, Optional<Table> skills, Findings findings) {
        this.form = form;
        this.scoring = scoring;
        this.skills = skills;
        this.findings = findings;
    }

    /**
     * @param file the bytes of an .xlsx
     * @param name of the form where the workbook gives none: that of the file without its extension
     * @throws UnreadableWorkbookException if the file is not read at all
     */
    public static XlsForm read(byte[] file, String name) throws UnreadableWorkbookException {
        Findings findings = new Findings();
        Map<String, Sheet> sheets = WorkbookReader.read(file, findings);
        Optional<Table> scoring = table(sheets, "scoring", Headers.SCORING, Table.Tidy.QUOTES_AND_BLANKS, findings);
        Optional<Table> skills = table(sheets, "skills", Headers.SKILLS, Table.Tidy.QUOTES_AND_BLANKS, findings);
        if (!sheets.containsKey("survey")) {
            findings.error(Place.WORKBOOK, "SHEET_MISSING", "the workbook needs a sheet survey: name it so");
            return new XlsForm(Optional.empty(), scoring, skills, findings);
        }
        return new XlsForm(Optional.of(form(sheets, name, findings)), scoring, skills, findings);
    }

    private static Form form(Map<String, Sheet> sheets, String name, Findings findings) {
        Settings settings =
                Settings.of(table(sheets, "settings", Headers.SETTINGS, Table.Tidy.QUOTES, findings), name, findings);
        boolean tidy = settings.tidiesTexts();
        Optional<Table> choiceTable =
                table(sheets, "choices", Headers.CHOICES, tidy ? Table.Tidy.QUOTES : Table.Tidy.NOTHING, findings);
        Choices choices = Choices.of(choiceTable, settings, findings);
        Optional<Entity> entity =
                Entity.of(table(sheets, "entities", Headers.ENTITIES, Table.Tidy.QUOTES, findings), findings);
        Table survey = Table.of(
                sheets.get("survey"),
                Headers.SURVEY,
                tidy ? Table.Tidy.QUOTES_AND_BLANKS : Table.Tidy.NOTHING,
                findings);
        Form form = FormBuilder.build(survey, settings, choices, entity, findings);
        FormChecks.check(form, survey, choiceTable, findings);
        return form;
    }

    private static Optional<Table> table(
            Map<String, Sheet> sheets, String name, Headers headers, Table.Tidy tidy, Findings findings) {
        return Optional.ofNullable(sheets.get(name)).map(sheet -> Table.of(sheet, headers, tidy, findings));
    }

    /** Everything that was found: errors first, then by sheet, row and column. */
    public List<Finding> findings() {
        return findings.all();
    }

    /** Whether there is an XForm. */
    public boolean converts() {
        return !findings.has(Level.ERROR);
    }

    /**
     * The XForm as pyxform makes it; the same workbook gives the same bytes.
     *
     * @throws IllegalStateException if the workbook does not convert
     */
    public byte[] toXForm() {
        if (!converts()) {
            throw new IllegalStateException("a workbook with errors makes no form");
        }
        return XForm.of(form.orElseThrow());
    }
}
