package org.hunar.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hunar.server.blob.BlobArchive;
import org.hunar.server.storage.Database;

/** Makes backups while others go on writing. */
final class Backups {
    private final Database database;
    private final BlobArchive blobs;
    private final InstantSource clock;

    Backups(Database database, BlobArchive blobs, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Writes all there is at one moment.
     *
     * @throws IOException if it cannot be written
     * @throws BackupException if it cannot be read
     */
    Manifest write(OutputStream out) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        List<String> seen = database.migrations();
        try {
            return database.inSnapshot(tx -> {
                if (begun.getAndSet(true)) {
                    throw new BackupException("the database could not be read to the end; take the backup again");
                }
                try {
                    return new BackupWriter(tx, blobs, out).write(seen, version(), clock.instant());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String version() {
        return Optional.ofNullable(Backups.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
