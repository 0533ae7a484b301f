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
     * The first row and the rows below it that are not empty, each as wide as the first.
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
        sheet.rows().forEach(row -> table.add(texts(row, width(sheet))));
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
