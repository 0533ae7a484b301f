package org.hunar.server.participant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hunar.server.http.ProblemException;
import org.hunar.server.xlsform.TableFile;
import org.hunar.server.xlsform.UnreadableWorkbookException;

/** A roster as people have it: a CSV, or a workbook of one sheet. */
final class RosterFile {
    private RosterFile() {}

    /** The file as a CSV. */
    static byte[] csv(byte[] file) {
        if (!TableFile.isWorkbook(file)) {
            return file;
        }
        try {
            return written(TableFile.read(file));
        } catch (UnreadableWorkbookException e) {
            throw new ProblemException(400, e.code(), e.getMessage());
        }
    }

    private static byte[] written(List<List<String>> table) {
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
            printer.printRecords(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
