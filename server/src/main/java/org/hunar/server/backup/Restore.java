package org.hunar.server.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.hunar.server.blob.BlobArchive;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Migrations;
import org.hunar.server.storage.RestoreMark;
import org.hunar.server.storage.Transaction;

/**
 * Puts a backup into a database that nobody has worked with. It can be broken off at any moment and is gone on with by
 * restoring the same backup again; until it is done no server starts on that database.
 */
final class Restore {
    private static final int ROWS_AT_ONCE = 5000;

    private final DataSource source;
    private final Database database;
    private final BlobArchive blobs;
    private final BiConsumer<Transaction, Instant> raiseEpoch;
    private final InstantSource clock;
    private final Consumer<String> told;
    private final TableDao tables = new TableDao();
    private final ProgressDao progress = new ProgressDao();

    /**
     * @param raiseEpoch tells phones, from the commit on, that this is an older state
     * @param told what is done, line by line
     */
    Restore(
            DataSource source,
            Database database,
            BlobArchive blobs,
            BiConsumer<Transaction, Instant> raiseEpoch,
            InstantSource clock,
            Consumer<String> told) {
        this.source = source;
        this.database = database;
        this.blobs = blobs;
        this.raiseEpoch = raiseEpoch;
        this.clock = clock;
        this.told = told;
    }

    /**
     * @param manifest of that file, which was found whole
     * @throws BackupException if the database has something else in it, or the file cannot be put there
     */
    void from(BackupFile file, Manifest manifest) {
        begin(manifest);
        if (!inTransaction(progress::isDone)) {
            Map<String, Table> present = new HashMap<>();
            inTransaction(tables::tables).forEach(table -> present.put(table.name(), table));
            requireSame(present.keySet(), manifest);
            file.read(new Loading(present, inTransaction(progress::steps)));
            compare(present, manifest);
            finish();
        }
        Migrations.update(source);
        inTransaction(tx -> {
            progress.forget(tx);
            return null;
        });
    }

    private void begin(Manifest manifest) {
        if (RestoreMark.isOn(source)) {
            String begun = inTransaction(progress::backup).orElse("");
            if (!begun.equals(manifest.id())) {
                throw new BackupException("the database holds the beginning of another backup: drop it, or delete its"
                        + " file, and make an empty one");
            }
            told.accept("Going on with what was broken off");
            return;
        }
        if (!inTransaction(tables::isEmpty)) {
            throw new BackupException(
                    "the database is not empty, and nothing in it is written over: restore into a new one");
        }
        migrateAsFar(manifest);
        inTransaction(tx -> {
            progress.begin(tx, manifest.id());
            return null;
        });
    }

    /** The tables are first those of the version that made the backup; what came later is done to the rows as well. */
    private void migrateAsFar(Manifest manifest) {
        List<String> known = Migrations.known();
        List<String> wanted = manifest.migrations();
        if (!known.subList(0, Math.min(known.size(), wanted.size())).equals(wanted)) {
            throw new BackupException("the backup was made by a later version, " + manifest.version()
                    + ", or by one that was never released: restore it with that version");
        }
        int seen = Migrations.seen(source).size();
        if (seen > wanted.size()) {
            throw new BackupException("the tables of the database are already those of a later version than the"
                    + " backup's: make an empty database, without db migrate");
        }
        if (seen < wanted.size()) {
            Migrations.updateBy(source, wanted.size() - seen);
        }
    }

    private static void requireSame(Set<String> present, Manifest manifest) {
        Set<String> other = new HashSet<>(present);
        manifest.tables().forEach(entry -> {
            if (!other.remove(entry.name())) {
                throw new BackupException("the database has no table " + entry.name());
            }
        });
        if (!other.isEmpty()) {
            throw new BackupException("the database has tables that the backup lacks: " + other);
        }
    }

    /** What came into the database is counted and hashed there. */
    private void compare(Map<String, Table> present, Manifest manifest) {
        for (Manifest.Entry entry : manifest.tables()) {
            TableSum sum = new TableSum();
            database.inSnapshot(tx -> {
                tables.read(tx, present.get(entry.name()), values -> sum.add(RowLine.write(values)));
                return null;
            });
            if (sum.rows() != entry.rows() || !sum.content().equals(entry.content())) {
                throw new BackupException("table " + entry.name() + " came into the database with " + sum.rows()
                        + " rows, of " + entry.rows() + ", or with other ones: make a new database and try again");
            }
        }
        told.accept("Compared: all " + manifest.rows() + " rows are in the database as they are in the backup");
    }

    private void finish() {
        inTransaction(tx -> {
            blobs.forgetWithoutBytes(tx);
            raiseEpoch.accept(tx, clock.instant());
            progress.done(tx);
            return null;
        });
    }

    private <T> T inTransaction(java.util.function.Function<Transaction, T> work) {
        return database.inTransaction(work);
    }

    /** Puts tables and files in place, and leaves those alone that are whole already. */
    private final class Loading implements BackupFile.Visitor {
        private final Map<String, Table> present;
        private final Set<String> whole;
        private long files;

        Loading(Map<String, Table> present, Set<String> whole) {
            this.present = present;
            this.whole = whole;
        }

        @Override
        public void table(String name, BufferedReader lines) throws IOException {
            String step = "table:" + name;
            if (whole.contains(step)) {
                return;
            }
            Table table = present.get(name).inOrderOf(RowLine.names(lines.readLine()));
            // as the statements wrote them: the order of the columns is part of what is compared
            present.put(name, table);
            inTransaction(tx -> {
                tables.empty(tx, table);
                return null;
            });
            long rows = load(table, lines);
            inTransaction(tx -> {
                tables.continueNumbers(tx, table);
                progress.add(tx, step);
                return null;
            });
            told.accept("%-24s %,12d rows".formatted(name, rows));
        }

        private long load(Table table, BufferedReader lines) throws IOException {
            long rows = 0;
            List<List<Object>> batch = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                batch.add(RowLine.values(table, line));
                rows++;
                if (batch.size() == ROWS_AT_ONCE) {
                    insert(table, batch);
                    batch.clear();
                }
            }
            insert(table, batch);
            return rows;
        }

        private void insert(Table table, List<List<Object>> rows) {
            inTransaction(tx -> {
                tables.insert(tx, table, rows);
                return null;
            });
        }

        @Override
        public void file(String hash, InputStream bytes) throws IOException {
            blobs.write(hash, bytes);
            files++;
            if (files % 1000 == 0) {
                told.accept("%-24s %,12d".formatted("files", files));
            }
        }
    }
}
