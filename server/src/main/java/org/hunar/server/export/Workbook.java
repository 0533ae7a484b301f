package org.hunar.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with labels in one language, numbers as numbers and times as times in UTC. What does not fit on a sheet goes on
 * with the next one. Texts are texts whatever they begin with, so nothing in it is a formula.
 */
final class Workbook implements RowWriter {
    /** Of a sheet, its header among them. */
    static final int MOST_ROWS = 1_048_576;

    private static final int MOST_CHARACTERS = 32_767;
    private static final int WIDTH = 18;

    private final org.dhatim.fastexcel.Workbook workbook;
    private final ExportQuestion question;
    private final List<Column> columns;
    private Worksheet sheet;
    private int sheets;
    private int row;

    Workbook(OutputStream out, ExportQuestion question) {
        this.workbook = new org.dhatim.fastexcel.Workbook(out, "Hunar", null);
        this.question = question;
        this.columns = question.columns();
        beginSheet();
    }

    @Override
    public void row(List<?> values) {
        if (row == MOST_ROWS) {
            endSheet();
            beginSheet();
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) != null) {
                cell(i, values.get(i));
            }
        }
        row++;
    }

    @Override
    public void flush() throws IOException {
        sheet.flush();
    }

    @Override
    public void end() throws IOException {
        endSheet();
        workbook.close();
    }

    private void beginSheet() {
        sheets++;
        String title = question.table().titles().get(question.language());
        sheet = workbook.newWorksheet(sheets == 1 ? title : title + " " + sheets);
        if (question.language().equals("ur")) {
            sheet.rightToLeft();
        }
        sheet.freezePane(0, 1);
        for (int i = 0; i < columns.size(); i++) {
            sheet.width(i, WIDTH);
            sheet.inlineString(0, i, columns.get(i).titles().get(question.language()));
            sheet.style(0, i).bold().set();
        }
        row = 1;
    }

    private void endSheet() {
        try {
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cell(int column, Object value) {
        if (value instanceof BigDecimal decimal && !isExact(decimal)) {
            text(column, decimal.toPlainString());
        } else if (value instanceof Number number) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean flag) {
            sheet.value(row, column, flag);
        } else if (value instanceof Instant time) {
            sheet.value(row, column, LocalDateTime.ofInstant(time, ZoneOffset.UTC));
            sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss.000").set();
        } else {
            text(column, CellText.of(value));
        }
    }

    private void text(int column, String text) {
        String whole = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        sheet.inlineString(row, column, XlsxText.escape(whole));
    }

    /** A spreadsheet reckons with doubles: a number that none is equal to stays a text. */
    private static boolean isExact(BigDecimal decimal) {
        double nearest = decimal.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(decimal) == 0;
    }
}
