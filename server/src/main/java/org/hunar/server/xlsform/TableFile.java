package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A workbook of one sheet as a plain table of texts, read with the same care as a form. */
public final class TableFile {
    private TableFile() {}

    /** Whether the bytes are those of a workbook, and not of a text. */
    public static boolean isWorkbook(byte[] file) {
        return file.length > 1 && file[0] == 'P' && file[1] == 'K';
    }

    /**
     * The first row and those below it, each as wide as the first; a row without a cell is empty, so that every row stands
     * at the number that the workbook gives it.
     *
     * @throws UnreadableWorkbookException if there is no reading it, or it has several sheets
     */
    public static List<List<String>> read(byte[] file) throws UnreadableWorkbookException {
        Map<String, Sheet> sheets = WorkbookReader.read(file, new Findings());
        if (!sheets.keySet().equals(java.util.Set.of("survey"))) {
            throw new UnreadableWorkbookException(
                    "SHEETS", "a workbook with one sheet is expected: delete the others, or save the sheet as CSV");
        }
        Sheet sheet = sheets.get("survey");
        List<List<String>> table = new ArrayList<>();
        table.add(texts(sheet.header(), width(sheet)));
        for (List<Cell> row : sheet.rows()) {
            while (table.size() < row.get(0).place().row() - 1) {
                table.add(List.of());
            }
            table.add(texts(row, width(sheet)));
        }
        return table;
    }

    private static int width(Sheet sheet) {
        return sheet.header().stream()
                .mapToInt(cell -> cell.place().column())
                .max()
                .orElse(0);
    }

    private static List<String> texts(List<Cell> cells, int width) {
        List<String> texts = new ArrayList<>(java.util.Collections.nCopies(width, ""));
        for (Cell cell : cells) {
            if (cell.place().column() >= 1 && cell.place().column() <= width) {
                texts.set(cell.place().column() - 1, cell.text().trim());
            }
        }
        return texts;
    }
}
