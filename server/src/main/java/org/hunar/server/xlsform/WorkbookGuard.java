package org.hunar.server.xlsform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through the zip that a workbook is before anything reads it: so no file costs more memory than a workbook of a
 * few thousand questions does. Each part is inflated and thrown away, and the inflating stops at the limit, whatever the
 * zip says of its sizes; then its cells are counted ({@link SheetCosts}). The parts are those of the zip's directory, by
 * which they are read afterwards, too.
 */
final class WorkbookGuard {
    /** A form of 500 questions and 5,000 choices in three languages takes 0.4 MB. */
    static final int MAX_FILE = 8 * 1024 * 1024;

    /** Of all parts together: inflated, the same form takes 5 MB. */
    static final long MAX_INFLATED = 32L * 1024 * 1024;

    /** Bytes without the beginning of a tag, which is more than a text or an attribute may have: a cell holds 32,767. */
    private static final int MAX_TEXT = 1024 * 1024;

    private static final int MAX_PARTS = 2_000;
    private static final int HEAD = 4_096;

    /** A byte order mark of UTF-8 or UTF-16 as Latin-1, blanks, and a tag or still nothing. */
    private static final Pattern XML = Pattern.compile("[\\xEF\\xBB\\xBF\\xFE\\xFF]*\\s*(<|$)");

    private static final int OLD_EXCEL = 0xD0CF11E0;

    private final SheetCosts costs = new SheetCosts();
    private long inflated;
    private int withoutTag;

    /**
     * @return whether the workbook says how its cells are shown, which tells dates from numbers
     * @throws UnreadableWorkbookException saying why it is not read
     */
    static boolean check(byte[] file) throws UnreadableWorkbookException {
        if (file.length > MAX_FILE) {
            throw new UnreadableWorkbookException(
                    "TOO_LARGE",
                    "the workbook has more than " + MAX_FILE / 1024 / 1024
                            + " MB, and a form needs less. Take out the pictures: they are sent as files of their own");
        }
        if (file.length > 4 && head(file) == OLD_EXCEL) {
            throw new UnreadableWorkbookException(
                    "NOT_XLSX",
                    "this is a workbook in the old format (.xls) or with a password: save it as .xlsx without");
        }
        if (!TableFile.isWorkbook(file)) {
            throw noWorkbook();
        }
        return new WorkbookGuard().look(file);
    }

    private static int head(byte[] file) {
        return (file[0] & 0xFF) << 24 | (file[1] & 0xFF) << 16 | (file[2] & 0xFF) << 8 | file[3] & 0xFF;
    }

    private boolean look(byte[] file) throws UnreadableWorkbookException {
        int parts = 0;
        boolean hasWorkbook = false;
        boolean hasStyles = false;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry part : Collections.list(zip.getEntries())) {
                parts++;
                if (parts > MAX_PARTS) {
                    throw tooMuch("has more than " + MAX_PARTS + " parts");
                }
                String name = part.getName().toLowerCase(Locale.ROOT);
                hasWorkbook |= name.endsWith("workbook.xml");
                hasStyles |= name.endsWith("styles.xml");
                refuseMacros(name);
                refuseForeignPacking(part);
                try (InputStream bytes = zip.getInputStream(part)) {
                    refuseDoctype(part.getName(), headOf(bytes));
                }
                try (InputStream bytes = zip.getInputStream(part)) {
                    costs.add(bytes);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new UnreadableWorkbookException(
                    "BROKEN", "the file is damaged: a part in it has a name that is no text (UTF-8)");
        } catch (ZipException e) {
            throw new UnreadableWorkbookException("BROKEN", "the file is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw new UnreadableWorkbookException("BROKEN", "the file ends early: send it once more");
        }
        if (!hasWorkbook) {
            throw noWorkbook();
        }
        return hasStyles;
    }

    private static UnreadableWorkbookException noWorkbook() {
        return new UnreadableWorkbookException(
                "NOT_XLSX", "this is no Excel workbook: save it as .xlsx (Excel workbook), not as another format");
    }

    private static void refuseMacros(String name) throws UnreadableWorkbookException {
        if (name.endsWith("vbaproject.bin") || name.contains("/macrosheets/") || name.contains("/activex/")) {
            throw new UnreadableWorkbookException(
                    "MACROS", "the workbook has macros, and a form needs none: save it as .xlsx (without macros)");
        }
    }

    /** ISO/IEC 29500-2 (Office Open XML, packages) knows two ways; for others the reader may lack the library. */
    private static void refuseForeignPacking(ZipArchiveEntry part) throws UnreadableWorkbookException {
        if (part.getMethod() != ZipEntry.STORED && part.getMethod() != ZipEntry.DEFLATED) {
            throw new UnreadableWorkbookException(
                    "BROKEN",
                    "the part " + part.getName() + " is packed in a way that no spreadsheet program uses: open the"
                            + " workbook and save it once more as .xlsx");
        }
    }

    private static void refuseDoctype(String name, String head) throws UnreadableWorkbookException {
        if (head.contains("<!DOCTYPE") || head.contains("<!ENTITY")) {
            throw new UnreadableWorkbookException(
                    "DOCTYPE",
                    "the part " + name
                            + " declares a document type, which no spreadsheet program writes: copy the cells"
                            + " into a new workbook");
        }
    }

    /** Inflates a part to its end and gives back how it begins. */
    private String headOf(InputStream part) throws IOException, UnreadableWorkbookException {
        byte[] head = part.readNBytes(HEAD);
        // an XML part in UTF-16 has a zero in every second byte
        String text = new String(head, StandardCharsets.ISO_8859_1).replace("\0", "");
        boolean isXml = XML.matcher(text).lookingAt();
        withoutTag = 0;
        count(head, head.length, isXml);
        byte[] buffer = new byte[16 * 1024];
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            count(buffer, read, isXml);
        }
        return text;
    }

    private void count(byte[] bytes, int length, boolean isXml) throws UnreadableWorkbookException {
        inflated += length;
        if (inflated > MAX_INFLATED) {
            throw tooMuch("inflates to more than " + MAX_INFLATED / 1024 / 1024 + " MB");
        }
        for (int i = 0; i < length && isXml; i++) {
            withoutTag = bytes[i] == '<' ? 0 : withoutTag + 1;
            if (withoutTag > MAX_TEXT) {
                throw tooMuch("has a text of more than a million characters");
            }
        }
    }

    static UnreadableWorkbookException tooMuch(String what) {
        return new UnreadableWorkbookException(
                "TOO_LARGE", "the workbook " + what + ": copy the cells of the form into a new workbook");
    }
}
