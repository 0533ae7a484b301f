package org.hunar.server.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;

/**
 * What is to be written.
 *
 * @param since only what was written then or later; empty for all
 * @param byteOrderMark at the beginning of a CSV
 * @param names whether columns that tell who somebody is are among them
 * @param language of the labels in a workbook: {@code en}, {@code ur} or {@code zh}
 */
record ExportQuestion(
        ProgrammeId programme,
        ExportTable table,
        ExportFormat format,
        Optional<Instant> since,
        boolean byteOrderMark,
        boolean names,
        String language) {

    Selection selection() {
        return Selection.all(programme, table, names, since);
    }

    List<Column> columns() {
        return table.columns(names);
    }

    String fileName() {
        return programme + "-" + table.wireName() + "." + format.extension();
    }

    /**
     * The same for the same bytes: of this question and this version of the data. The first number goes up whenever the same
     * data is to be written in another way.
     */
    String tag(long dataVersion) {
        return "1-" + dataVersion + "-"
                + Integer.toHexString(
                        List.of(table.wireName(), format.extension(), since, byteOrderMark, names, language)
                                .hashCode());
    }
}
