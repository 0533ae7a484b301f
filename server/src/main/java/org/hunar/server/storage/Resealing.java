package org.hunar.server.storage;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts everything that is sealed under the key that closes, when that is another than the one under which the database
 * was: batch by batch while the server works, for all keys open. A kill in the midst is gone on from; any node may do it.
 */
final class Resealing {
    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final Database database;
    private final List<SealedColumn> columns;

    Resealing(Database database, List<SealedColumn> columns) {
        this.database = database;
        this.columns = List.copyOf(columns);
    }

    /** As {@link #run}; a failure is told to the administrator, and the next hour tries again. */
    void runOrLog() {
        try {
            run();
        } catch (RuntimeException e) {
            LOG.error("the names could not all be put under the new key; all keys go on to open", e);
        }
    }

    void run() {
        Seal seal = database.seal();
        seal.refresh();
        if (database.inSnapshot(tx -> IdentityKey.isSealedBy(tx.handle(), seal))) {
            return;
        }
        LOG.info("The names are being put under the key {}", seal.keyName());
        columns.forEach(this::reseal);
        database.inTransaction(tx -> {
            IdentityKey.markSealed(tx.handle(), seal);
            return seal;
        });
        LOG.info("All names are under the key {}; earlier keys are needed for earlier backups only", seal.keyName());
    }

    /** Rows under another key than the one that closes, or under none. */
    long left() {
        return database.inSnapshot(tx -> columns.stream()
                .mapToLong(column -> column.left(tx.handle(), database.seal()))
                .sum());
    }

    private void reseal(SealedColumn column) {
        Optional<List<Object>> last = Optional.empty();
        do {
            Optional<List<Object>> after = last;
            last = database.inTransaction(tx -> column.reseal(tx, after));
        } while (last.isPresent());
    }
}
