package org.hunar.server.participant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.problem.InvalidException;
import org.hunar.server.http.ProblemException;
import org.hunar.server.xlsform.PlainTable;
import org.hunar.server.xlsform.UnreadableWorkbookException;

/** A roster as the first sheet of a workbook; its first row names the fields, as in {@link RosterCsv}. */
final class RosterXlsx {
    private RosterXlsx() {}

    /**
     * @throws ProblemException 413 if the file is too large, 400 if it is no workbook
     * @throws InvalidException naming every cell that cannot be taken
     */
    static List<RosterEntry> read(byte[] file) {
        PlainTable table = table(file);
        RosterColumns columns = RosterColumns.of(table.header());
        List<RosterEntry> entries = new ArrayList<>();
        for (PlainTable.Row row : table.rows()) {
            int number = entries.size() + 1;
            Map<String, Object> fields = new LinkedHashMap<>();
            row.cells().forEach((column, text) -> fields.put(columns.name(column, number), text));
            entries.add(new RosterEntry(number, column -> RosterColumns.cell(number, column), fields));
        }
        return entries;
    }

    private static PlainTable table(byte[] file) {
        try {
            return PlainTable.read(file);
        } catch (UnreadableWorkbookException e) {
            throw e.code().equals("TOO_LARGE")
                    ? ProblemException.tooLarge(e.getMessage())
                    : new ProblemException(400, e.code(), e.getMessage());
        }
    }
}
