package org.hunar.server.xlsform;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Counts what the cells of a workbook cost their reader beyond their bytes. The reader gives each row a list that is as long
 * as its last cell is far to the right, looks at every array formula for each cell, and writes out a shared formula for each
 * cell that shares it. So some hundred bytes could take all memory, or hours.
 *
 * <p>By the parser of the reader: where it finds that a part is no XML, the reader stops, too.
 */
final class SheetCosts {
    /** XFD, the last column of Excel. */
    private static final int LAST_COLUMN = 16_384;

    private static final int LAST_ROW = 1_048_576;

    /** In all rows, each from the first column to the last that is used. A roster of 20,000 people has 180,000. */
    private static final long MAX_PLACES = 20_000_000;

    /** Array formulas times cells, and formulas times the characters of the longest: some seconds at most. */
    private static final long MAX_STEPS = 500_000_000;

    private static final Pattern ADDRESS = Pattern.compile("\\$?([A-Za-z]{1,3})\\$?[0-9]{1,7}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
    private static final XMLInputFactory PARSER = parser();

    private long places;
    private long cells;
    private long arrayFormulas;
    private long formulas;
    private long longestFormula;

    private int width;
    private boolean inSheet;
    private boolean inFormula;
    private long formula;

    private static XMLInputFactory parser() {
        XMLInputFactory factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /**
     * Adds those of a part, which may be no sheet, and no XML.
     *
     * @throws UnreadableWorkbookException if a cell lies where no sheet has one, or all parts until now cost too much
     */
    void add(InputStream part) throws UnreadableWorkbookException {
        inSheet = false;
        try {
            XMLStreamReader xml = PARSER.createXMLStreamReader(part);
            while (xml.hasNext()) {
                count(xml, xml.next());
            }
        } catch (XMLStreamException | UncheckedStreamException e) {
            // nothing behind it is read
            inFormula = false;
        }
    }

    private void count(XMLStreamReader xml, int event) throws UnreadableWorkbookException {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(xml);
            case XMLStreamConstants.END_ELEMENT ->
                inFormula &= !xml.getLocalName().equals("f");
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                if (inFormula) {
                    formula += xml.getTextLength();
                    longestFormula = Math.max(longestFormula, formula);
                    requireFewFormulas();
                }
            }
            default -> {
                // costs nothing
            }
        }
    }

    private void begin(XMLStreamReader xml) throws UnreadableWorkbookException {
        switch (xml.getLocalName()) {
            case "sheetData" -> inSheet = true;
            case "row" -> {
                if (inSheet) {
                    row(xml.getAttributeValue(null, "r"));
                }
            }
            case "c" -> {
                if (inSheet) {
                    cell(xml.getAttributeValue(null, "r"));
                }
            }
            case "rPh" -> {
                if (inSheet) {
                    // the reader would take it for words of the cell; in the part of shared texts it knows it
                    throw new UnreadableWorkbookException(
                            "BROKEN",
                            "a cell tells how its text is spoken, in a way that no spreadsheet program writes: open the"
                                    + " workbook and save it once more as .xlsx");
                }
            }
            case "f" -> {
                if (inSheet) {
                    formula(xml.getAttributeValue(null, "t"));
                }
            }
            default -> {
                // costs nothing
            }
        }
    }

    private void row(String number) throws UnreadableWorkbookException {
        if (number != null && (!NUMBER.matcher(number).matches() || Integer.parseInt(number) > LAST_ROW)) {
            throw noPlace("row", number);
        }
        width = 0;
    }

    private void cell(String address) throws UnreadableWorkbookException {
        int column = address == null ? width + 1 : column(address);
        if (column > width) {
            places += column - width;
            width = column;
        }
        cells++;
        if (places > MAX_PLACES) {
            throw WorkbookGuard.tooMuch(
                    "has more than " + MAX_PLACES / 1_000_000 + " million cells, most of them empty");
        }
        requireFewFormulas();
    }

    private static int column(String address) throws UnreadableWorkbookException {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw noPlace("cell", address);
        }
        int column = 0;
        for (char letter : matcher.group(1).toCharArray()) {
            column = column * 26 + (letter | 0x20) - 'a' + 1;
        }
        if (column > LAST_COLUMN) {
            throw noPlace("cell", address);
        }
        return column;
    }

    private void formula(String type) throws UnreadableWorkbookException {
        inFormula = true;
        formula = 0;
        formulas++;
        if ("array".equals(type)) {
            arrayFormulas++;
        }
        requireFewFormulas();
    }

    private void requireFewFormulas() throws UnreadableWorkbookException {
        if (arrayFormulas * cells > MAX_STEPS || formulas * longestFormula > MAX_STEPS) {
            throw WorkbookGuard.tooMuch("has too many formulas, or too long ones: a form needs their values");
        }
    }

    private static UnreadableWorkbookException noPlace(String what, String where) {
        String shown = where.substring(0, Math.min(where.length(), 20));
        return new UnreadableWorkbookException(
                "BROKEN",
                "the file is damaged: it has a " + what + " " + shown + ", and no sheet has that. Open it in Excel or"
                        + " LibreOffice and save it once more");
    }
}
