package org.hunar.server.report.figures;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A CSV file with a header line, in UTF-8, plain or gzipped. Columns are found by name, in any order; those not asked for
 * are passed over, and so are empty rows.
 */
final class CsvFile {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_ALL)
            .setAllowMissingColumnNames(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .get();
    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path path;
    private final String name;

    /** The last one that was read. */
    private long line = 1;

    /** @param name of the file in the folder; the gzipped one, {@code name.gz}, is taken when only that is there */
    CsvFile(Path folder, String name) {
        Path plain = folder.resolve(name);
        Path zipped = folder.resolve(name + ".gz");
        this.path = Files.exists(plain) || !Files.exists(zipped) ? plain : zipped;
        this.name = path.getFileName().toString();
        if (!Files.isRegularFile(path)) {
            throw InputException.in(name, "there is no such file in " + folder);
        }
    }

    /**
     * Hands each row to the reader, in order.
     *
     * @param required columns without which the file is refused
     */
    void forEach(List<String> required, Consumer<CsvRow> reader) {
        try (CSVParser parser = FORMAT.parse(open())) {
            List<String> columns = parser.getHeaderNames();
            check(columns, required);
            for (CSVRecord record : parser) {
                line = parser.getCurrentLineNumber();
                readRow(record, columns, reader);
            }
        } catch (MalformedInputException e) {
            throw notUtf8();
        } catch (ZipException e) {
            throw InputException.in(name, "is not a gzip file: " + e.getMessage());
        } catch (CSVException e) {
            throw notCsv();
        } catch (IOException e) {
            throw InputException.in(name, "cannot be read: " + e.getMessage());
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof MalformedInputException ? notUtf8() : notCsv();
        }
    }

    private void check(List<String> columns, List<String> required) {
        for (String column : columns) {
            if (!column.isEmpty() && Collections.frequency(columns, column) > 1) {
                throw InputException.at(name, 1, "there are two columns " + column);
            }
        }
        for (String column : required) {
            if (!columns.contains(column)) {
                boolean otherwise = columns.size() == 1 && columns.get(0).contains(";");
                throw InputException.at(
                        name,
                        1,
                        "there is no column " + column
                                + (otherwise ? "; columns are separated by commas, not by semicolons" : ""));
            }
        }
    }

    private void readRow(CSVRecord record, List<String> columns, Consumer<CsvRow> reader) {
        boolean empty = record.stream().allMatch(String::isBlank);
        if (empty) {
            return;
        }
        if (!record.isConsistent()) {
            throw InputException.at(
                    name, line, "has " + record.size() + " cells, but there are " + columns.size() + " columns");
        }
        reader.accept(new CsvRow(name, line, record));
    }

    private InputException notCsv() {
        return InputException.at(
                name,
                line + 1,
                "the quotes do not fit: a cell that begins with \" ends with \", and one within it is written \"\"");
    }

    private InputException notUtf8() {
        return InputException.in(name, "is not text in UTF-8; save it from the spreadsheet as CSV UTF-8");
    }

    private Reader open() throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(path));
        bytes.mark(2);
        boolean zipped = (bytes.read() << 8 | bytes.read()) == GZIP_MAGIC;
        bytes.reset();
        InputStream plain = zipped ? new GZIPInputStream(bytes) : bytes;
        Reader text = new java.io.BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8.newDecoder()));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }
}
