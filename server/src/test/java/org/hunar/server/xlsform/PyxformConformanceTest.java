package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.hunar.server.xlsform.Workbooks.Sample;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Held against pyxform, the converter that everybody uses: its workbooks, its verdicts, its forms. */
class PyxformConformanceTest {
    /** Taken by pyxform, and no phone can open what it makes: its calculation is prose. */
    private static final Set<String> REFUSED_BEYOND = Set.of("bad_calc.xlsx");

    @TempDir
    private Path files;

    @BeforeEach
    void filesThatComeWithForms() throws IOException {
        Files.writeString(files.resolve("candidates.csv"), "name,label\nc1,عائشہ\nc2,李雷\n");
        Files.writeString(files.resolve("fruits.csv"), "name,label\nmango,Mango\n");
    }

    static Stream<Sample> all() {
        return Workbooks.pyxform();
    }

    static Stream<Sample> taken() {
        return all().filter(sample -> sample.accepted() && !REFUSED_BEYOND.contains(sample.file()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void theVerdictIsThatOfPyxform(Sample sample) throws UnreadableWorkbookException {
        XlsForm form = XlsForm.read(sample.bytes(), sample.name());

        assertThat(form.converts())
                .as("%s", form.findings())
                .isEqualTo(sample.accepted() && !REFUSED_BEYOND.contains(sample.file()));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void theFormIsThatOfPyxform(Sample sample) throws UnreadableWorkbookException {
        byte[] ours = XlsForm.read(sample.bytes(), sample.name()).toXForm();

        assertThat(CanonicalXml.differences(sample.expected(), ours)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("taken")
    void aPhoneFillsBothFormsAlike(Sample sample) throws UnreadableWorkbookException {
        byte[] ours = XlsForm.read(sample.bytes(), sample.name()).toXForm();
        JavaRosaPhone one = JavaRosaPhone.open(sample.expected(), files).fill("");
        JavaRosaPhone other = JavaRosaPhone.open(ours, files).fill("");

        assertThat(other.asked()).isEqualTo(one.asked());
        assertThat(other.submission()).isEqualTo(one.submission());
    }

    @Test
    void theWeldingFormIsFilledInUrdu() throws UnreadableWorkbookException {
        byte[] ours = XlsForm.read(Workbooks.read("welding.xlsx"), "welding").toXForm();
        byte[] expected = Workbooks.read("welding.xml");
        assertThat(CanonicalXml.differences(expected, ours)).isEmpty();

        JavaRosaPhone phone = JavaRosaPhone.open(ours, files).fill("اردو (ur)");
        assertThat(phone.asked()).anyMatch(line -> line.contains("حفاظتی سامان؟ / null [ہاں, نہیں]"));
        assertThat(phone.submission())
                .isEqualTo(JavaRosaPhone.open(expected, files).fill("اردو (ur)").submission())
                .contains("<candidate>c1</candidate>", "جواب", "🔧");
    }

    @Test
    void aCalculationThatNoPhoneCanReadIsNamedByItsCell() throws UnreadableWorkbookException {
        XlsForm form = XlsForm.read(Workbooks.read("pyxform/bad_calc.xlsx"), "bad_calc");

        assertThat(form.findings())
                .extracting(finding -> finding.place() + " " + finding.code())
                .containsExactly("survey!D2 EXPRESSION");
    }

    @Test
    void theSameWorkbookGivesTheSameBytes() throws UnreadableWorkbookException {
        byte[] file = Workbooks.read("welding.xlsx");
        byte[] once = XlsForm.read(file, "welding").toXForm();

        assertThat(XlsForm.read(file, "welding").toXForm()).isEqualTo(once);
        assertThat(new String(once, 0, 6, java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("<?xml ");
    }
}
