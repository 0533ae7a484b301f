package org.hunar.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.SafeCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LibreOffice makes of the exports, and gives back. On a build machine it has to be there. */
class SpreadsheetTest {
    private static final String CSV_IN_UTF_8 = "44,34,76,1,,0,false,true,false";

    private static final List<String> HOSTILE = List.of(
            "محمد علی، ولد \"احمد\"",
            "王伟,焊接",
            "two\nlines",
            "=HYPERLINK(\"http://example.org\",\"click\")",
            "+92 300 1234567",
            "-2+3",
            "@SUM(A1:A9)",
            "\u200Fمحمد\u2068CPEC-7\u2069\u200E",
            "'already quoted",
            "＝1+1",
            "emoji 👷🏽‍♀️",
            "  spaces around  ",
            "comma, \"quote\" and ;semicolon");

    @TempDir
    Path folder;

    @Test
    void aCsvSurvivesLibreOffice() throws Exception {
        Path csv = folder.resolve("participants.csv");
        try (OutputStream out = Files.newOutputStream(csv)) {
            write(CsvTable.begin(out, question(ExportFormat.CSV, "en").columns(), false));
        }

        List<CSVRecord> rows = convert(csv, "--infilter=CSV:" + CSV_IN_UTF_8);

        assertThat(rows).hasSize(HOSTILE.size());
        for (int i = 0; i < HOSTILE.size(); i++) {
            assertThat(SafeCell.open(rows.get(i).get("name"))).isEqualTo(HOSTILE.get(i));
        }
    }

    @Test
    void aWorkbookHasTheSameValuesInLibreOffice() throws Exception {
        Path xlsx = folder.resolve("participants.xlsx");
        try (OutputStream out = Files.newOutputStream(xlsx)) {
            write(new Workbook(out, question(ExportFormat.XLSX, "en")));
        }

        List<CSVRecord> rows = convert(xlsx);

        assertThat(rows).extracting(row -> row.get("Name")).containsExactlyElementsOf(HOSTILE);
        assertThat(rows.get(0).get("Revision")).isEqualTo("7");
    }

    @Test
    void numbersAndTimesAreNumbersAndTimesAndUrduRunsFromRightToLeft() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportQuestion question = new ExportQuestion(
                new ProgrammeId("p"), ExportTable.ASSESSMENTS, ExportFormat.XLSX, Optional.empty(), false, false, "ur");
        Workbook workbook = new Workbook(out, question);
        List<Object> values = new ArrayList<>();
        for (Column column : question.columns()) {
            values.add(
                    switch (column.type()) {
                        case DECIMAL -> new BigDecimal("7.25");
                        case REAL -> 66.66666666666667;
                        case TIME -> Instant.parse("2026-09-20T09:10:11.125Z");
                        case FLAG -> true;
                        case INTEGER -> 3;
                        default -> "ا\u0001_x0041_";
                    });
        }
        workbook.row(values);
        workbook.end();

        try (ReadableWorkbook read = new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            assertThat(read.getFirstSheet().getName()).isEqualTo("جائزے");
            List<Row> rows = read.getFirstSheet().read();
            assertThat(rows.get(0).getCellText(column(question, "percent"))).isEqualTo("فیصد");
            assertThat(rows.get(1).getCellAsNumber(column(question, "points"))).hasValue(new BigDecimal("7.25"));
            assertThat(rows.get(1).getCellAsNumber(column(question, "percent")))
                    .hasValue(new BigDecimal("66.66666666666667"));
            assertThat(rows.get(1).getCellAsDate(column(question, "completed_at")))
                    .hasValue(LocalDateTime.parse("2026-09-20T09:10:11.125"));
            assertThat(rows.get(1).getCellAsBoolean(column(question, "mastered")))
                    .hasValue(true);
        }
        assertThat(sheetXml(out.toByteArray()))
                .contains("rightToLeft=\"true\"")
                .contains("_x0001__x005F_x0041_")
                .doesNotContain("<f>");
    }

    private static int column(ExportQuestion question, String code) {
        return question.columns().stream().map(Column::code).toList().indexOf(code);
    }

    private String sheetXml(byte[] workbook) throws IOException {
        Path file = Files.write(folder.resolve("sheet.xlsx"), workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(
                    zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
        }
    }

    private static ExportQuestion question(ExportFormat format, String language) {
        return new ExportQuestion(
                new ProgrammeId("p"), ExportTable.PARTICIPANTS, format, Optional.empty(), false, true, language);
    }

    private static void write(RowWriter writer) throws IOException {
        for (String name : HOSTILE) {
            List<Object> values = new ArrayList<>();
            for (Column column : ExportTable.PARTICIPANTS.columns(true)) {
                values.add(
                        switch (column.code()) {
                            case "name" -> name;
                            case "rev" -> 7L;
                            case "removed" -> false;
                            default -> null;
                        });
            }
            writer.row(values);
        }
        writer.end();
    }

    private List<CSVRecord> convert(Path file, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "soffice",
                "--headless",
                "-env:UserInstallation=" + folder.resolve("profile").toUri()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--convert-to",
                "csv:Text - txt - csv (StarCalc):" + CSV_IN_UTF_8,
                "--outdir",
                folder.resolve("out").toString(),
                file.toString()));
        Path log = folder.resolve("log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            assumeTrue(System.getenv("CI") != null, "LibreOffice is not installed; .ci/run installs it");
            throw e;
        }
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        String name = file.getFileName().toString().replaceFirst("\\.\\w+$", ".csv");
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(Files.newBufferedReader(folder.resolve("out").resolve(name)))
                .getRecords();
    }
}
