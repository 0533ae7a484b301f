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

    @Test
    void aZipBombIsNotInflated() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] megabyte = new byte[1024 * 1024];
            for (int i = 0; i < 300; i++) {
                zip.write(megabyte);
            }
        }

        assertThat(bomb.size()).isLessThan(1024 * 1024);
        assertThat(refusal(bomb.toByteArray()))
                .isEqualTo(
                        "TOO_LARGE: the workbook inflates to more than 64 MB: copy the cells of the form into a new workbook");
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
