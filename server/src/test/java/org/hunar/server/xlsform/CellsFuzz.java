package org.hunar.server.xlsform;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Anything in the cells of a workbook: settings, survey, choices, scoring. Zip and XML around them are well. */
public class CellsFuzz {
    private static final String SHEETS = "\f";

    /** What is made of cells without an error is a form that our own reader of foreign forms reads. */
    public static void read(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8).replaceAll("[^\\x{20}-\\x{D7FF}\\n\\f]", "");
        WorkbookMaker workbook = new WorkbookMaker();
        for (String sheet : text.split(SHEETS)) {
            String[] lines = sheet.split("\n", -1);
            workbook.sheet(lines[0].matches("[a-z_]{1,20}") ? lines[0] : "survey", withoutFirst(lines));
        }
        try {
            XlsForm form = XlsForm.read(workbook.bytes(), "fuzzed");
            if (form.converts()) {
                XmlDocument.root(form.toPublishedXForm());
            }
        } catch (UnreadableWorkbookException refused) {
            // in our own words
        }
    }

    private static String[] withoutFirst(String[] lines) {
        return Arrays.copyOfRange(lines, 1, lines.length);
    }

    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
