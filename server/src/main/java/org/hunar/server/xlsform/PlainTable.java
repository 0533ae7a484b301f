package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.server.xlsform.Finding.Level;

/**
 * The first sheet of a workbook that is no form, as text; guarded as forms are. What a formula shows is taken as it was saved.
 *
 * @param header the first row, from its first column to its last
 * @param rows those below it that are not empty
 */
public record PlainTable(List<String> header, List<Row> rows) {

    /**
     * @param number as Excel counts, from 1
     * @param cells by column, from 0; without the empty ones
     */
    public record Row(int number, Map<Integer, String> cells) {}

    /**
     * @throws UnreadableWorkbookException if the file is not read at all
     * @throws InvalidException naming cells that show an error or hold what is no text
     */
    public static PlainTable read(byte[] file) throws UnreadableWorkbookException {
        Findings findings = new Findings();
        Sheet sheet = WorkbookReader.readFirst(file, findings);
        List<Violation> wrong = findings.all().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .map(Finding::toViolation)
                .toList();
        if (!wrong.isEmpty()) {
            throw new InvalidException(wrong);
        }
        return new PlainTable(
                header(sheet), sheet.rows().stream().map(PlainTable::row).toList());
    }

    private static List<String> header(Sheet sheet) {
        List<String> names = new ArrayList<>();
        for (Cell cell : sheet.header()) {
            while (names.size() < cell.place().column() - 1) {
                names.add("");
            }
            names.add(cell.text());
        }
        return names;
    }

    private static Row row(List<Cell> cells) {
        Map<Integer, String> texts = new LinkedHashMap<>();
        cells.forEach(cell -> texts.put(cell.place().column() - 1, cell.text().strip()));
        return new Row(cells.get(0).place().row(), texts);
    }
}
