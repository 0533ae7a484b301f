package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a careless or hostile hand may send as a workbook. */
class WorkbookGuardTest {
    private static WorkbookMaker form() {
        return new WorkbookMaker()
                .sheet("survey", "type | name | label", "text | notes | Notes")
                .sheet("_", "x");
    }

    private static String refusal(byte[] file) {
        UnreadableWorkbookException refusal =
                catchThrowableOfType(UnreadableWorkbookException.class, () -> XlsForm.read(file, "form"));
        return refusal.code() + ": " + refusal.getMessage();
    }

    @Test
    void aCleanOneIsRead() throws UnreadableWorkbookException {
        assertThat(XlsForm.read(form().bytes(), "form").converts()).isTrue();
    }

    private static WorkbookMaker withRows(String rows) {
        String sheet = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                + rows + "</sheetData></worksheet>";
        return form().part("xl/worksheets/sheet1.xml", sheet.getBytes(StandardCharsets.UTF_8));
    }

    private static String row(String attributes, String... cells) {
        StringBuilder row = new StringBuilder("<row" + attributes + ">");
        for (String cell : cells) {
            row.append("<c t=\"inlineStr\"><is>").append(cell).append("</is></c>");
        }
        return row.append("</row>").toString();
    }

    /** Legal, and written by programs that are no spreadsheets. */
    @Test
    void aRowThatDoesNotSayItsNumberFollowsTheOneBefore() throws UnreadableWorkbookException {
        String header = row("", "<t>type</t>", "<t>name</t>", "<t>label</t>");
        XlsForm form = XlsForm.read(
                withRows(header
                                + row("", "<t>text</t>", "<t>a</t>", "<t>A</t>")
                                + row(" r=\"5\"", "<t>text</t>", "<t>b</t>", "<t>B</t>")
                                + row("", "<t>text</t>", "<t>1st</t>", "<t>First</t>"))
                        .bytes(),
                "form");

        assertThat(form.findings())
                .filteredOn(finding -> finding.level() == Finding.Level.ERROR)
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly("survey!B6 NAME_INVALID");
    }

    @Test
    void howATextIsSpokenIsNotReadAsTheText() {
        String spoken = "<t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh>";

        assertThat(refusal(withRows(row("", "<t>type</t>", "<t>name</t>", "<t>label</t>")
                                + row("", "<t>text</t>", "<t>a</t>", spoken))
                        .bytes()))
                .startsWith("BROKEN: a cell tells how its text is spoken");
    }

    @Test
    void aZipBombIsNotInflated() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] megabyte = "<row/>  ".repeat(128 * 1024).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 300; i++) {
                zip.write(megabyte);
            }
        }

        assertThat(bomb.size()).isLessThan(1024 * 1024);
        assertThat(refusal(bomb.toByteArray()))
                .isEqualTo(
                        "TOO_LARGE: the workbook inflates to more than 32 MB: copy the cells of the form into a new workbook");
    }

    @Test
    void manySmallPartsAreABombToo() {
        WorkbookMaker parts = form();
        for (int i = 0; i < 2_100; i++) {
            parts.part("xl/media/" + i + ".xml", new byte[0]);
        }

        assertThat(refusal(parts.bytes())).startsWith("TOO_LARGE: the workbook has more than 2000 parts");
    }

    @Test
    void aLargeFileIsToldItsSize() {
        assertThat(refusal(new byte[9 * 1024 * 1024])).startsWith("TOO_LARGE: the workbook has more than 8 MB");
    }

    @Test
    void macrosAreRefused() {
        assertThat(refusal(
                        form().part("xl/vbaProject.bin", new byte[] {1, 2, 3}).bytes()))
                .isEqualTo("MACROS: the workbook has macros, and a form needs none: save it as .xlsx (without macros)");
    }

    @Test
    void externalEntitiesAndXmlBombsAreRefused() {
        String entity = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                + "<worksheet><sheetData><row r=\"1\"><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData></worksheet>";
        byte[] hidden = entity.getBytes(StandardCharsets.UTF_16);

        assertThat(refusal(form().part("xl/worksheets/sheet1.xml", entity.getBytes(StandardCharsets.UTF_8))
                        .bytes()))
                .startsWith("DOCTYPE: the part xl/worksheets/sheet1.xml declares a document type");
        assertThat(refusal(form().part("xl/sharedStrings.xml", hidden).bytes())).startsWith("DOCTYPE");
    }

    @Test
    void whatIsNoWorkbookIsToldSo() {
        byte[] whole = form().bytes();

        assertThat(refusal("type,name,label".getBytes(StandardCharsets.UTF_8))).startsWith("NOT_XLSX");
        assertThat(refusal(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0, 0}))
                .startsWith("NOT_XLSX: this is" + " a workbook in the old format (.xls) or with a password");
        assertThat(refusal(Arrays.copyOf(whole, whole.length / 2))).startsWith("BROKEN");
        assertThat(refusal(form().part(
                                "xl/worksheets/sheet1.xml", "<worksheet><sheetData>".getBytes(StandardCharsets.UTF_8))
                        .bytes()))
                .startsWith("BROKEN");
    }

    @Test
    void aCellLiesWhereASheetHasOne() {
        assertThat(refusal(survey("<row r='1'><c r='ZZZZZZ1'/></row>")))
                .startsWith("BROKEN: the file is damaged: it has a cell ZZZZZZ1");
        assertThat(refusal(survey("<row r='1'><c r='XFE1'/></row>"))).startsWith("BROKEN");
        assertThat(refusal(survey("<row r='2000000000'><c r='A1'/></row>")))
                .startsWith("BROKEN: the file is damaged: it has a row 2000000000");
    }

    @Test
    void whatTheLibraryHasNoWordsForIsBroken() {
        assertThat(refusal(survey("<row r='1'><c r='A1' t='none'><v>1</v></c></row>")))
                .startsWith("BROKEN: the workbook cannot be read");
        assertThat(refusal(survey("<row r='1'><c r='A1' s='none'><v>1</v></c></row>")))
                .startsWith("BROKEN: the workbook cannot be read");
    }

    /** As somebody leaves it who draws a border around a whole sheet. */
    @Test
    void fewRowsMayBeAsWideAsASheet() throws UnreadableWorkbookException {
        byte[] wide = survey("<row r='1'><c r='A1' t='str'><v>type</v></c><c r='B1' t='str'><v>name</v></c>"
                + "<c r='C1' t='str'><v>label</v></c><c r='XFD1' s='1'/></row>"
                + "<row r='2'><c r='A2' t='str'><v>text</v></c><c r='B2' t='str'><v>notes</v></c>"
                + "<c r='C2' t='str'><v>Notes</v></c><c r='XFD2' s='1'/></row>");

        assertThat(XlsForm.read(wide, "form").converts()).isTrue();
    }

    @Test
    void manyWideRowsAreTooMuch() {
        assertThat(refusal(survey("<row><c r='XFD1'/></row>".repeat(2_000))))
                .startsWith("TOO_LARGE: the workbook has more than 20 million cells, most of them empty");
    }

    @Test
    void aSheetOfFormulasIsTooMuch() {
        String array = "<c><f t='array' ref='A1:B2'>1</f><v>1</v></c>";
        String longOne = "<c><f>" + "1+".repeat(100_000) + "1</f><v>1</v></c>";

        assertThat(refusal(survey("<row>" + array.repeat(30_000) + "</row>")))
                .startsWith("TOO_LARGE: the workbook has too many formulas");
        assertThat(refusal(survey("<row>" + longOne + "<c><f t='shared' si='0'/></c>".repeat(3_000) + "</row>")))
                .startsWith("TOO_LARGE: the workbook has too many formulas");
    }

    @Test
    void aTextIsNotLongerThanAMillionCharacters() {
        String cell = "<row r='1'><c r='A1' t='inlineStr'><is><t>%s</t></is></c></row>";

        assertThat(refusal(survey(cell.formatted("a".repeat(1_100_000)))))
                .startsWith("TOO_LARGE: the workbook has a text of more than a million characters");
        assertThat(refusal(form().part(
                                "xl/worksheets/sheet1.xml",
                                ("<worksheet x='" + "a".repeat(700_000) + "'/>").getBytes(StandardCharsets.UTF_16))
                        .bytes()))
                .startsWith("TOO_LARGE");
    }

    @Test
    void moreFilledCellsThanAnyFormHasAreTooMuch() {
        String row = "<row>" + "<c><v>1</v></c>".repeat(100) + "</row>";

        assertThat(refusal(survey(row.repeat(5_001))))
                .startsWith("TOO_LARGE: the workbook has more than 500000 cells that are filled");
    }

    @Test
    void twoSheetsOfOneNameAreNoWorkbook() {
        assertThat(refusal(form().sheet("Survey", "type | name | label").bytes()))
                .isEqualTo("BROKEN: the file is damaged: it has two sheets of the name Survey");
    }

    /** The survey of {@link #form()} with other rows. */
    private static byte[] survey(String rows) {
        return form().part(
                        "xl/worksheets/sheet1.xml",
                        ("<worksheet><sheetData>" + rows + "</sheetData></worksheet>").getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    /** Zstandard, XZ, bzip2 and the shrinking of 1989: a reader may know them, lack the library for them, or neither. */
    @ParameterizedTest
    @ValueSource(ints = {93, 95, 12, 1})
    void aPartIsStoredOrDeflated(int method) {
        assertThat(refusal(packedBy(method, form().bytes())))
                .startsWith("BROKEN: the part ")
                .contains("packed in a way that no spreadsheet program uses");
    }

    /** As the zip's directory says of the first part, and its own head (PKWARE APPNOTE 4.3.7 and 4.3.12). */
    private static byte[] packedBy(int method, byte[] zip) {
        ByteBuffer bytes = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int directory = 0;
        while (bytes.getInt(directory) != 0x02014b50) {
            directory++;
        }
        bytes.putShort(8, (short) method);
        bytes.putShort(directory + 10, (short) method);
        return bytes.array();
    }
}
