package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.xlsform.Finding.Level;

/** An XForm that was made elsewhere: it is published as it is, and an instrument is read from it and from its key. */
public final class ForeignForm {
    private final Draft draft;
    private final Findings findings;

    private ForeignForm(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    /**
     * @param key a workbook with the sheet scoring
     * @throws UnreadableWorkbookException if one of the two is not read at all
     */
    public static ForeignForm withKeyInWorkbook(byte[] xform, byte[] key) throws UnreadableWorkbookException {
        Findings findings = new Findings();
        Form form = XFormReader.read(xform, findings);
        Map<String, Sheet> sheets = WorkbookReader.read(key, findings);
        Map<String, Sheet> all = new LinkedHashMap<>(sheets);
        if (!all.containsKey("scoring") && all.containsKey("survey")) {
            // a workbook of one sheet: whatever its name, it is the key
            all.put("scoring", all.get("survey"));
        }
        return of(form, new WorkbookTables(all, findings).scoring(), findings);
    }

    /**
     * @param key {@code {items: {ppe: {key: "yes", weight: 2, skill: "safety"}}}}, as that of an instrument, with the skill
     *     of each item
     * @throws UnreadableWorkbookException if the form is not read at all
     */
    public static ForeignForm withKey(byte[] xform, JsonObject key) throws UnreadableWorkbookException {
        Findings findings = new Findings();
        Form form = XFormReader.read(xform, findings);
        JsonObject items = key.object("items");
        Map<String, List<TableRow>> rows = new LinkedHashMap<>();
        for (String question : items.names()) {
            rows.put(question, rows(question, items.object(question)));
        }
        ForeignForm read = of(form, ScoringSheet.of(rows), findings);
        Map<String, Object> json = new LinkedHashMap<>(read.draft.json());
        json.put("key", key.asMap());
        return new ForeignForm(new Draft(json, read.draft.places()), findings);
    }

    private static ForeignForm of(Form form, ScoringSheet scoring, Findings findings) {
        LanguageChecks.check(form, findings);
        return new ForeignForm(InstrumentBuilder.build(form, scoring, findings), findings);
    }

    /** What a key in JSON says, as rows of the sheet scoring. */
    private static List<TableRow> rows(String question, JsonObject item) {
        Map<String, String> common = new LinkedHashMap<>();
        common.put("question", question);
        item.optionalText("skill").ifPresent(skill -> common.put("skill", skill));
        item.optionalNumber("weight").ifPresent(weight -> common.put("weight", weight.toPlainString()));
        Object key = item.asMap().get("key");
        List<?> answers = key instanceof List<?> several ? several : key == null ? List.of() : List.of(key);
        List<TableRow> rows = new ArrayList<>();
        for (Object answer : answers) {
            Map<String, String> row = new LinkedHashMap<>(common);
            row.put("points", "1");
            if (answer instanceof Number) {
                row.put("from", answer.toString());
                row.put("to", answer.toString());
            } else {
                row.put("choice", answer.toString());
            }
            rows.add(row(question, row));
        }
        return rows.isEmpty() ? List.of(row(question, common)) : rows;
    }

    private static TableRow row(String question, Map<String, String> values) {
        Place place = new Place("key/items/" + question, 0, 0);
        List<TableRow.Entry> entries = values.entrySet().stream()
                .map(value -> new TableRow.Entry(
                        new Column(new Cell(place, value.getKey()), List.of(value.getKey()), true),
                        new Cell(place, value.getValue())))
                .toList();
        return new TableRow(place, entries, List.of());
    }

    /** Everything that was found: errors first. */
    public List<Finding> findings() {
        return findings.all();
    }

    /** Whether it can be published as an instrument. */
    public boolean isPublishable() {
        return !findings.has(Level.ERROR) && !findings.has(Level.PUBLISHING);
    }

    public Draft draft() {
        return draft;
    }
}
