package org.hunar.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.hunar.server.http.SafeCell;

/** CSV by RFC 4180 in UTF-8; the first line has the codes of the columns. */
final class CsvTable implements RowWriter {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final int BUFFER = 64 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final OutputStream out;
    private final StringBuilder text = new StringBuilder();
    private final Cell[] before;

    /** A value with what it looks like. */
    private record Cell(Object value, String text) {}

    private CsvTable(OutputStream out, List<Column> columns) {
        this.out = out;
        this.before = new Cell[columns.size()];
    }

    /** @param byteOrderMark by which Excel tells UTF-8 */
    static CsvTable begin(OutputStream out, List<Column> columns, boolean byteOrderMark) throws IOException {
        CsvTable table = new CsvTable(out, columns);
        if (byteOrderMark) {
            table.text.append(BYTE_ORDER_MARK);
        }
        FORMAT.printRecord(table.text, columns.stream().map(Column::code).toArray());
        return table;
    }

    /** Rows alone. */
    static CsvTable goOn(OutputStream out, List<Column> columns) {
        return new CsvTable(out, columns);
    }

    /** Most cells are those of the row above, such as all that is said of an assessment beside each of its answers. */
    @Override
    public void row(List<?> values) throws IOException {
        for (int i = 0; i < before.length; i++) {
            Object value = values.get(i);
            if (before[i] == null || before[i].value() != value) {
                before[i] = new Cell(value, printed(value, i == 0));
            }
            text.append(before[i].text());
        }
        FORMAT.println(text);
        if (text.length() > BUFFER) {
            pass();
        }
    }

    @Override
    public void flush() throws IOException {
        pass();
        out.flush();
    }

    @Override
    public void end() throws IOException {
        flush();
    }

    /** With the comma before it, and quotes where it needs them. */
    private static String printed(Object value, boolean first) throws IOException {
        String cell = CellText.of(value);
        StringBuilder printed = new StringBuilder();
        FORMAT.print(value == null || value instanceof Number ? cell : SafeCell.close(cell), printed, first);
        return printed.toString();
    }

    private void pass() throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }
}
