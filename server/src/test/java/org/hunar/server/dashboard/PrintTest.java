package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The report on paper, as the browser prints it. */
@ExtendWith(OfficeExtension.class)
class PrintTest {
    private final Browser browser;
    private final TrainingOffice office;

    PrintTest(Browser browser, TrainingOffice office) {
        this.browser = browser;
        this.office = office;
    }

    @ParameterizedTest
    @MethodSource("org.hunar.server.dashboard.ManagersDayTest#languages")
    void theReportIsAFewSheetsThatAMinistryCanFile(String language, Wording words) throws IOException {
        try (Page page = browser.manager(office, language)) {
            page.navigate("/programmes/" + TrainingOffice.PROGRAMME + "/print?group_by=province");
            byte[] pdf = page.pdf(new Page.PdfOptions()
                    .setPath(Path.of("target/screenshots/print-" + language + ".pdf"))
                    .setPreferCSSPageSize(true));
            try (PDDocument paper = Loader.loadPDF(pdf)) {
                assertThat(paper.getNumberOfPages()).isBetween(1, 3);
                PDRectangle sheet = paper.getPage(0).getMediaBox();
                assertThat(sheet.getWidth()).isCloseTo(PDRectangle.A4.getWidth(), within(2f));
                assertThat(sheet.getHeight()).isCloseTo(PDRectangle.A4.getHeight(), within(2f));

                Heard read = new Heard();
                String text = plain(read.getText(paper));
                assertThat(text)
                        .contains(plain(words.t("funnel.title")))
                        .contains(plain(words.t("report.gain_by_group")))
                        .contains(plain(words.t("print.signature")))
                        .doesNotContain(plain(words.t("nav.sign_out")), plain(words.t("print.how")));
                boolean fromTheRight = read.first.get(0) > sheet.getWidth() / 2;
                assertThat(fromTheRight).isEqualTo(words.getDir().equals("rtl"));
            }
        }
    }

    /** Letters alone, whichever form of them a font needs and wherever a line was broken. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[^\\p{L}]", "");
    }

    /** Text, and where each piece of it begins. */
    private static final class Heard extends PDFTextStripper {
        private final List<Float> first = new ArrayList<>();

        Heard() {
            setSortByPosition(true);
        }

        @Override
        protected void writeString(String text, List<TextPosition> positions) throws IOException {
            if (!text.isBlank()) {
                first.add(positions.get(0).getXDirAdj());
            }
            super.writeString(text, positions);
        }
    }
}
