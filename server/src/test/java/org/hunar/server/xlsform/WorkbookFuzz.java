package org.hunar.server.xlsform;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** A workbook as bytes: the zip and the XML in it. */
public class WorkbookFuzz {
    static Stream<byte[]> workbooks() {
        return Workbooks.pyxform().map(Workbooks.Sample::bytes);
    }

    /** A workbook that is read and has no errors makes a form. */
    public static void read(byte[] file) {
        try {
            XlsForm form = XlsForm.read(file, "fuzzed");
            if (form.converts()) {
                form.toPublishedXForm();
            }
        } catch (UnreadableWorkbookException refused) {
            // in our own words
        }
    }

    @MethodSource("workbooks")
    @FuzzTest
    void anythingIsReadOrRefused(byte[] input) {
        read(input);
    }
}
