package org.hunar.server.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a table is written. */
enum ExportFormat {
    CSV("text/csv;charset=utf-8;header=present", true) {
        @Override
        RowWriter writer(OutputStream out, ExportQuestion question) throws IOException {
            return CsvTable.begin(out, question.columns(), question.byteOrderMark());
        }

        @Override
        RowWriter goOn(OutputStream out, ExportQuestion question) throws IOException {
            return CsvTable.goOn(out, question.columns());
        }
    },
    /** Cannot be continued after a cut: compressed, its bytes are not promised to be the same twice. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false) {
        @Override
        RowWriter writer(OutputStream out, ExportQuestion question) {
            return new Workbook(out, question);
        }
    },
    JSONL("application/jsonl", true) {
        @Override
        RowWriter writer(OutputStream out, ExportQuestion question) {
            return new JsonLines(out, question.columns());
        }
    };

    private final String mediaType;
    private final boolean resumable;

    ExportFormat(String mediaType, boolean resumable) {
        this.mediaType = mediaType;
        this.resumable = resumable;
    }

    abstract RowWriter writer(OutputStream out, ExportQuestion question) throws IOException;

    /** Writes the rows behind some that are written already; of a resumable format. */
    RowWriter goOn(OutputStream out, ExportQuestion question) throws IOException {
        return writer(out, question);
    }

    static Optional<ExportFormat> named(String extension) {
        return Arrays.stream(values())
                .filter(format -> format.extension().equals(extension))
                .findFirst();
    }

    String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    String mediaType() {
        return mediaType;
    }

    /** Whether the same data gives the same bytes, so that a download that was cut can go on. */
    boolean isResumable() {
        return resumable;
    }
}
