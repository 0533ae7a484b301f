package org.hunar.server.blob;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what nobody needs: uploads that nobody went on with, and blobs to which nothing refers. A blob is condemned
 * first and deleted afterwards, so that a crash between its bytes and its row leaves none that seems to be there. Any
 * node may do it at any time.
 */
final class BlobCollector {
    private static final int BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(BlobCollector.class);

    private final Database database;
    private final BlobStore store;
    private final Uploads uploads;
    private final Duration unreferencedKept;
    private final InstantSource clock;
    private final BlobDao blobDao = new BlobDao();
    private final UploadDao uploadDao = new UploadDao();

    BlobCollector(Database database, BlobStore store, Uploads uploads, Duration unreferencedKept, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.uploads = uploads;
        this.unreferencedKept = unreferencedKept;
        this.clock = clock;
    }

    /** As {@link #collect}; a failure is told to the administrator, and the next hour tries again. */
    void collectOrLog() {
        try {
            collect();
        } catch (RuntimeException e) {
            LOG.error("old uploads and blobs could not be cleared; they take space and do no harm", e);
        }
    }

    void collect() {
        Instant now = clock.instant();
        List<UUID> expired = database.inSnapshot(tx -> uploadDao.expired(tx, now));
        expired.forEach(uploads::expire);
        condemn(now.minus(unreferencedKept));
        List<BlobHash> condemned = database.inSnapshot(blobDao::condemned);
        condemned.forEach(this::delete);
        LOG.info("{} uploads had expired, and to {} blobs nothing referred", expired.size(), condemned.size());
    }

    private void condemn(Instant since) {
        boolean more = true;
        while (more) {
            more = database.inTransaction(tx -> {
                List<BlobHash> unwanted = blobDao.lockUnwanted(tx, since, BATCH);
                // looked at again under the lock, which whoever begins to refer to one of them holds as well
                return blobDao.condemn(tx, unwanted, since) > 0 && unwanted.size() == BATCH;
            });
        }
    }

    private void delete(BlobHash hash) {
        database.inTransaction(tx -> {
            if (blobDao.lockCondemned(tx, hash)) {
                store.delete(tx, hash);
                uploadDao.deleteWhole(tx, hash);
                blobDao.delete(tx, hash);
            }
            return hash;
        });
    }
}
