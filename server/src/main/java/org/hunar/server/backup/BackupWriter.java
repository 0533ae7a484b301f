package org.hunar.server.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.hunar.server.blob.BlobArchive;
import org.hunar.server.storage.Transaction;

/** Writes one backup, from one snapshot of the database. */
final class BackupWriter {
    static final String TABLES = "tables/";
    static final String TABLE_END = ".jsonl";
    static final String FILES = "files/";

    private final Transaction tx;
    private final BlobArchive blobs;
    private final ZipOutputStream zip;
    private final TableDao dao = new TableDao();
    private final List<String> missing = new ArrayList<>();
    private long files;
    private long fileBytes;

    BackupWriter(Transaction tx, BlobArchive blobs, OutputStream out) {
        this.tx = tx;
        this.blobs = blobs;
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    }

    /** @param version of this server */
    Manifest write(List<String> migrations, String version, Instant now) throws IOException {
        zip.setLevel(Deflater.BEST_SPEED);
        List<Manifest.Entry> tables = new ArrayList<>();
        for (Table table : dao.tables(tx)) {
            tables.add(write(table));
        }
        // photos are small already
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (List<String> page = blobs.after(tx, ""); !page.isEmpty(); page = blobs.after(tx, last(page))) {
            for (String hash : page) {
                writeFile(hash);
            }
        }
        Manifest manifest = new Manifest(
                now, version, tx.dialect().name(), migrations, dao.seal(tx), tables, files, fileBytes, missing);
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(manifest.toJson().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        return manifest;
    }

    private Manifest.Entry write(Table table) throws IOException {
        zip.putNextEntry(new ZipEntry(TABLES + table.name() + TABLE_END));
        MessageDigest digest = Sha256.digest();
        TableSum sum = new TableSum();
        OutputStream lines = new DigestOutputStream(unclosed(), digest);
        writeLine(lines, RowLine.write(table.columnNames()));
        try {
            dao.read(tx, table, values -> {
                byte[] row = RowLine.write(values);
                sum.add(row);
                writeLine(lines, row);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        zip.closeEntry();
        return new Manifest.Entry(table.name(), sum.rows(), Sha256.hex(digest), sum.content());
    }

    private static void writeLine(OutputStream lines, byte[] line) {
        try {
            lines.write(line);
            lines.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file may have been collected since the snapshot, or its disk be gone; the manifest then says so. */
    private void writeFile(String hash) throws IOException {
        Optional<InputStream> bytes = blobs.read(tx, hash);
        if (bytes.isEmpty()) {
            missing.add(hash);
            return;
        }
        zip.putNextEntry(new ZipEntry(FILES + hash));
        try (InputStream in = bytes.get()) {
            fileBytes += in.transferTo(unclosed());
        }
        zip.closeEntry();
        files++;
    }

    private OutputStream unclosed() {
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // the next file of the backup follows
            }
        };
    }

    private static String last(List<String> page) {
        return page.get(page.size() - 1);
    }
}
