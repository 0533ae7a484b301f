package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets tombstones go when they are old enough. A phone that was away for longer pulls everything anew
 * (CURSOR_EXPIRED), since it can no longer be told what is gone. Only the feed forgets: the log knows a removed entity
 * for ever, so none is made again by an old operation.
 */
final class Tombstones {
    private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);

    private final FeedDao dao = new FeedDao();
    private final Database database;
    private final Duration kept;
    private final InstantSource clock;

    /** @param kept for so long at least */
    Tombstones(Database database, Duration kept, InstantSource clock) {
        this.database = database;
        this.kept = kept;
        this.clock = clock;
    }

    /** As {@link #purge}; a failure is told to the administrator, and the next day tries again. */
    void purgeOrLog() {
        try {
            purge();
        } catch (RuntimeException e) {
            LOG.error("old tombstones could not be cleared; they take space and do no harm", e);
        }
    }

    /** Scope by scope, since pushes wait for the one that is being cleared. Any node may do it at any time. */
    void purge() {
        Instant before = clock.instant().minus(kept);
        List<String> scopes = database.inSnapshot(tx -> dao.scopesWithTombstones(tx, before));
        for (String scope : scopes) {
            int gone = database.inTransaction(tx -> {
                dao.lockScopes(tx, Set.of(scope));
                return dao.purge(tx, scope, before);
            });
            LOG.info("{} tombstones of {} are older than {} and are gone", gone, scope, kept);
        }
    }
}
