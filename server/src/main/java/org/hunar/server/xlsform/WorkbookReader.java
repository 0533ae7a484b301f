package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the cells of the sheets that mean something as text, the way pyxform does. */
final class WorkbookReader {
    private static final Logger LOG = LoggerFactory.getLogger(WorkbookReader.class);

    /** The sheets of an XLSForm, and those of ours that carry the key. */
    static final Set<String> SHEETS = Set.of(
            "survey", "choices", "settings", "entities", "external_choices", "osm", "scoring", "skills", "phases");

    private static final int MAX_ROWS = 50_000;
    private static final int MAX_COLUMNS = 1_000;

    /** In all sheets: a roster of 20,000 people has 180,000. */
    private static final int MAX_FILLED = 500_000;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final Pattern DATE_FORMAT =
            Pattern.compile("(?i)^(?=.*(y|d|h|s|mmm|m/|/m|-m|m-))(?!.*(general|0|#)).*$");
    private static final Pattern NO_FORMAT = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.");
    private static final Pattern CONSTANT = Pattern.compile("(?i)\\s*(TRUE|FALSE)\\(\\)\\s*");
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private final Findings findings;
    private int filled;

    private WorkbookReader(Findings findings) {
        this.findings = findings;
    }

    /**
     * The sheets by their names in lower case. A workbook of one sheet is taken for a survey, whatever the name.
     *
     * @throws UnreadableWorkbookException if there is no reading it
     */
    static Map<String, Sheet> read(byte[] file, Findings findings) throws UnreadableWorkbookException {
        boolean hasStyles = WorkbookGuard.check(file);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(hasStyles, false))) {
            return new WorkbookReader(findings).sheets(workbook);
        } catch (IOException | RuntimeException e) {
            // the library has no exception of its own for what is damaged: a type that is none, a number that is none,
            // an
            // index that leads nowhere or an end before the end come as whatever the JDK throws there
            throw broken(e);
        }
    }

    private static UnreadableWorkbookException broken(Exception cause) {
        // not its message, which may quote a cell
        LOG.info("workbook not read: {} at {}", cause.getClass().getName(), cause.getStackTrace()[0]);
        return new UnreadableWorkbookException(
                "BROKEN", "the workbook cannot be read: open it in Excel or LibreOffice and save it once more", cause);
    }

    private Map<String, Sheet> sheets(ReadableWorkbook workbook) throws IOException, UnreadableWorkbookException {
        List<org.dhatim.fastexcel.reader.Sheet> all = workbook.getSheets().toList();
        Map<String, Sheet> sheets = new LinkedHashMap<>();
        for (org.dhatim.fastexcel.reader.Sheet each : all) {
            String key = all.size() == 1 ? "survey" : each.getName().toLowerCase(Locale.ROOT);
            if (sheets.containsKey(key)) {
                throw new UnreadableWorkbookException(
                        "BROKEN", "the file is damaged: it has two sheets of the name " + each.getName());
            }
            if (SHEETS.contains(key)) {
                sheets.put(key, sheet(each));
            } else {
                unknown(each.getName(), key);
            }
        }
        return sheets;
    }

    /** A sheet of notes is fine; a name that is nearly one of ours is likely a slip. */
    private void unknown(String name, String key) {
        if (key.startsWith("_")) {
            return;
        }
        SHEETS.stream()
                .sorted()
                .filter(known -> Names.differ(known, key) <= 2)
                .findFirst()
                .ifPresent(known -> findings.warning(
                        new Place(name, 0, 0),
                        "SHEET_NAME",
                        "the sheet " + name + " is not used: if it should be, name it " + known
                                + "; if not, begin its name with _"));
    }

    private Sheet sheet(org.dhatim.fastexcel.reader.Sheet sheet) throws IOException, UnreadableWorkbookException {
        List<Cell> header = List.of();
        List<List<Cell>> rows = new ArrayList<>();
        int number = 0;
        try (Stream<Row> stream = sheet.openStream()) {
            for (Iterator<Row> each = stream.iterator(); each.hasNext(); ) {
                Row row = each.next();
                // a row need not say its number (ISO/IEC 29500-1, 18.3.1.73); the library then counts rows from 0
                number = Math.max(number + 1, row.getRowNum());
                List<Cell> cells = cells(sheet.getName(), number, row);
                if (number == 1) {
                    header = cells;
                } else if (!cells.isEmpty()) {
                    rows.add(cells);
                }
                if (rows.size() > MAX_ROWS) {
                    throw new UnreadableWorkbookException(
                            "TOO_LARGE", "the sheet " + sheet.getName() + " has more than " + MAX_ROWS + " rows");
                }
            }
        }
        return new Sheet(sheet.getName(), header, rows);
    }

    private List<Cell> cells(String sheet, int number, Row row) throws UnreadableWorkbookException {
        List<Cell> cells = new ArrayList<>();
        for (org.dhatim.fastexcel.reader.Cell cell : row) {
            if (cell == null) {
                continue;
            }
            Place place = new Place(sheet, number, cell.getColumnIndex() + 1);
            String text = text(cell, place);
            if (text.isBlank()) {
                continue;
            }
            if (place.column() > MAX_COLUMNS) {
                throw new UnreadableWorkbookException(
                        "TOO_LARGE", "the sheet " + sheet + " has more than " + MAX_COLUMNS + " columns");
            }
            if (NOT_XML.matcher(text).find()) {
                findings.error(place, "CHARACTER", "the cell holds a control character: type its text anew");
            }
            filled++;
            if (filled > MAX_FILLED) {
                throw WorkbookGuard.tooMuch("has more than " + MAX_FILLED + " cells that are filled");
            }
            cells.add(new Cell(place, text));
        }
        return cells;
    }

    private String text(org.dhatim.fastexcel.reader.Cell cell, Place place) {
        String formula = cell.getFormula();
        if (formula != null && !formula.isBlank() && !CONSTANT.matcher(formula).matches()) {
            formula(cell, place);
        }
        Object value = cell.getValue();
        if (cell.getType() == CellType.ERROR) {
            findings.error(place, "CELL_ERROR", "the cell shows the error " + cell.getRawValue() + ": type its value");
            return "";
        }
        if (value instanceof Boolean truth) {
            return truth ? "TRUE" : "FALSE";
        }
        if (value instanceof BigDecimal number) {
            return number(cell, number);
        }
        // nobody can tell U+00A0 from a space, and names must match
        return value == null ? "" : String.valueOf(value).replace('\u00A0', ' ');
    }

    private void formula(org.dhatim.fastexcel.reader.Cell cell, Place place) {
        String todo = "copy the cell and paste it as a value: what a formula shows depends on where it is opened";
        if (cell.getRawValue() == null || cell.getRawValue().isEmpty()) {
            findings.error(place, "FORMULA", "the formula in this cell was saved without its result; " + todo);
        } else {
            findings.publishing(place, "FORMULA", "there is a formula in this cell; " + todo);
        }
    }

    private static String number(org.dhatim.fastexcel.reader.Cell cell, BigDecimal number) {
        String format = cell.getDataFormatString();
        if (format != null
                && DATE_FORMAT.matcher(NO_FORMAT.matcher(format).replaceAll("")).matches()) {
            LocalDateTime date = cell.asDate();
            return number.compareTo(BigDecimal.ONE) < 0 ? TIME.format(date) : DATE.format(date);
        }
        return new BigDecimal(Double.toString(number.doubleValue()))
                .stripTrailingZeros()
                .toPlainString();
    }
}
