package org.hunar.server.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** CSV by RFC 4180 in UTF-8; the first line has the codes of the columns. */
final class CsvTable implements RowWriter {
    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CSVPrinter printer;

    /** @param byteOrderMark by which Excel tells UTF-8 */
    CsvTable(OutputStream out, List<Column> columns, boolean byteOrderMark) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER);
        if (byteOrderMark) {
            text.write(BYTE_ORDER_MARK);
        }
        printer = new CSVPrinter(text, CSVFormat.RFC4180);
        printer.printRecord(columns.stream().map(Column::code).toList());
    }

    @Override
    public void row(List<?> values) throws IOException {
        List<String> cells = new ArrayList<>(values.size());
        for (Object value : values) {
            String text = CellText.of(value);
            cells.add(value == null || value instanceof Number ? text : SafeCell.close(text));
        }
        printer.printRecord(cells);
    }

    @Override
    public void flush() throws IOException {
        printer.flush();
    }

    @Override
    public void end() throws IOException {
        printer.flush();
    }
}
