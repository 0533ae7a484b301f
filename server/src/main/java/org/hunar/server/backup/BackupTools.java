package org.hunar.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hunar.server.auth.OperatorTickets;
import org.hunar.server.blob.BlobArchive;
import org.hunar.server.storage.CommandDatabase;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.Retry;
import org.hunar.server.storage.Transaction;

/**
 * What the commands do, without their arguments.
 *
 * @param rule for the URL of the database
 * @param raiseEpoch tells phones that the store is an older state than they may have seen
 */
public record BackupTools(
        DatabaseUrl rule,
        Retry retry,
        SecureRandom random,
        InstantSource clock,
        BiConsumer<Transaction, Instant> raiseEpoch) {

    /** Makes a backup, by the server that is running if it has the database open, and reads it back. */
    Manifest backUp(Site site, Path file, Consumer<String> told) {
        return new NewFile(file)
                .write(
                        out -> {
                            try {
                                backUpByOurselves(site, out);
                            } catch (CommandDatabase.InUseException e) {
                                told.accept("The server is running, and makes the backup while phones go on");
                                askServer(site).backUp(out);
                            }
                        },
                        written -> new BackupFile(written).verify());
    }

    /** As {@link #backUp}, of a server that must not be running: what it took meanwhile would not come along. */
    Manifest backUpStopped(Site site, Path file) {
        return new NewFile(file)
                .write(
                        out -> {
                            try {
                                backUpByOurselves(site, out);
                            } catch (CommandDatabase.InUseException e) {
                                throw new BackupException(
                                        "stop the server first: what it takes meanwhile would not come along", e);
                            }
                        },
                        written -> new BackupFile(written).verify());
    }

    private void backUpByOurselves(Site site, OutputStream out) throws IOException, CommandDatabase.InUseException {
        try {
            CommandDatabase.read(
                    site.database(),
                    rule,
                    retry,
                    (source, database) ->
                            new Backups(database, BlobArchive.of(database, site.blobs()), clock).write(out));
        } catch (IOException | RuntimeException | CommandDatabase.InUseException e) {
            throw e;
        } catch (Exception e) {
            throw new BackupException("the database cannot be opened or closed: " + e.getMessage(), e);
        }
    }

    private RunningServer askServer(Site site) {
        return new RunningServer(
                site.admin()
                        .orElseThrow(
                                () -> new BackupException(
                                        "a server has the database open, and config.yml names no"
                                                + " adminConnector of type http by which to ask it: stop it for the time of the backup")),
                new OperatorTickets(site.tokens(), random, clock));
    }

    Manifest verify(Path file) {
        return new BackupFile(file).verify();
    }

    /** @return what was restored */
    Manifest restore(Site site, Path file, Consumer<String> told) throws Exception {
        BackupFile backup = new BackupFile(file);
        Manifest manifest = backup.verify();
        told.accept("The backup of " + manifest.madeAt() + " is whole");
        CommandDatabase.requireKey(site.identity(), manifest.seal());
        try {
            CommandDatabase.bare(site.database(), rule, retry, (source, database) -> {
                BlobArchive blobs = BlobArchive.of(database, site.blobs());
                new Restore(source, database, blobs, raiseEpoch, clock, told).from(backup, manifest);
            });
        } catch (CommandDatabase.InUseException e) {
            throw new BackupException("a server that is running has the database open: stop it first", e);
        }
        return manifest;
    }
}
