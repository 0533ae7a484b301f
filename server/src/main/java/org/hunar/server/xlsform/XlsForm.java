package org.hunar.server.xlsform;

import java.util.List;
import java.util.Optional;
import org.hunar.server.xlsform.Finding.Level;

/** A workbook that was read: what was found in it and, if it has no errors, the XForm and the instrument it makes. */
public final class XlsForm {
    private final Optional<Form> form;
    private final Optional<Form> withoutKey;
    private final Optional<Draft> draft;
    private final Findings findings;

    private XlsForm(Optional<Form> form, Optional<Form> withoutKey, Optional<Draft> draft, Findings findings) {
        this.form = form;
        this.withoutKey = withoutKey;
        this.draft = draft;
        this.findings = findings;
    }

    /**
     * @param file the bytes of an .xlsx
     * @param name of the form where the workbook gives none: that of the file without its extension
     * @throws UnreadableWorkbookException if the file is not read at all
     */
    public static XlsForm read(byte[] file, String name) throws UnreadableWorkbookException {
        Findings findings = new Findings();
        WorkbookTables tables = new WorkbookTables(WorkbookReader.read(file, findings), findings);
        if (!tables.hasSurvey()) {
            findings.error(Place.WORKBOOK, "SHEET_MISSING", "the workbook needs a sheet survey: name it so");
            return new XlsForm(Optional.empty(), Optional.empty(), Optional.empty(), findings);
        }
        Form form = tables.form(name);
        if (findings.has(Level.ERROR)) {
            return new XlsForm(Optional.of(form), Optional.empty(), Optional.empty(), findings);
        }
        LanguageChecks.check(form, findings);
        Form withoutKey = tables.withoutKey(form);
        Draft draft = InstrumentBuilder.build(form, tables.scoring(), findings);
        InstrumentChecks.check(draft, findings);
        return new XlsForm(Optional.of(form), Optional.of(withoutKey), Optional.of(draft), findings);
    }

    /** Everything that was found: errors first, then by sheet, row and column. */
    public List<Finding> findings() {
        return findings.all();
    }

    /** Whether there is an XForm. */
    public boolean converts() {
        return !findings.has(Level.ERROR);
    }

    /** Whether it can be published as an instrument. */
    public boolean isPublishable() {
        return converts() && !findings.has(Level.PUBLISHING);
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

    /**
     * The XForm that goes to phones: without what choices earn, unless the setting score_on_phone says that the phone
     * shows the score.
     *
     * @throws IllegalStateException if the workbook does not convert
     */
    public byte[] toPublishedXForm() {
        return XForm.of(
                withoutKey.orElseThrow(() -> new IllegalStateException("a workbook with errors makes no form")));
    }

    /**
     * The instrument and its key.
     *
     * @throws IllegalStateException if the workbook does not convert
     */
    public Draft draft() {
        return draft.orElseThrow(() -> new IllegalStateException("a workbook with errors makes no instrument"));
    }
}
