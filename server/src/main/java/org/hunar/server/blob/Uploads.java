package org.hunar.server.blob;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Files on their way. Bytes count once they are on disk, and a whole file once its hash was found right. No lock is held
 * while bytes travel: each part is written in a short transaction, and the latest request for an upload takes over from
 * one that hangs, on whatever node that is.
 */
final class Uploads {
    private static final int RETRY_SECONDS = 5;
    private static final String UNFINISHED_RETRY_SECONDS = "300";

    private final Database database;
    private final BlobStore store;
    private final Blobs blobs;
    private final BlobConfig config;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Semaphore places;
    private final UploadDao dao = new UploadDao();

    Uploads(
            Database database,
            BlobStore store,
            Blobs blobs,
            BlobConfig config,
            InstantSource clock,
            RandomGenerator random) {
        this.database = database;
        this.store = store;
        this.blobs = blobs;
        this.config = config;
        this.clock = clock;
        this.random = random;
        this.places = new Semaphore(config.concurrentUploads());
    }

    long maxSize() {
        return config.maxSize().toBytes();
    }

    /**
     * The upload of this user for this file: a new one, the one that is under way, or, if the file is here, a whole one.
     *
     * @throws ProblemException 413 for a file that is too large, 429 while too much is unfinished, 400 for another size than
     *     that of the file, or than that under which some of its bytes have come
     */
    Upload announce(String owner, Announcement announced) {
        if (announced.size() > maxSize()) {
            throw ProblemException.tooLarge("a file has at most " + maxSize() + " bytes");
        }
        Instant now = clock.instant();
        return database.inTransaction(tx -> {
            Upload upload = lockOrBegin(tx, owner, announced, now).until(expiry(now));
            boolean isHere = blobs.want(tx, announced);
            if (!isHere && upload.size() == 0) {
                return withoutBytes(tx, upload);
            }
            Upload current = isHere ? whole(tx, upload) : partial(upload);
            dao.store(tx, current);
            return current;
        });
    }

    /** A file of 0 bytes is whole once it is announced. */
    private Upload withoutBytes(Transaction tx, Upload upload) {
        store.write(tx, upload.id(), 0, ByteBuffer.allocate(0));
        return rightOrRefused(count(tx, upload, 0));
    }

    /** @throws ProblemException 404 if this user has no such upload, 410 if it has expired */
    Upload find(String owner, UUID id) {
        return database.inTransaction(tx -> lock(tx, owner, id));
    }

    /** Forgets an upload and its bytes; a blob that came of it stays. */
    void terminate(String owner, UUID id) {
        database.inTransaction(tx -> {
            remove(tx, lock(tx, owner, id));
            return id;
        });
    }

    /**
     * Takes the bytes of one request. Of one that is cut, what came counts.
     *
     * @param length that the request says it brings; negative when it does not say
     * @return the upload afterwards
     * @throws ProblemException 413 for more than is missing; 409 at another offset or when another request took over; 460 for bytes that are not what
     *     the checksum says, and if the whole file is not what was announced: then it begins anew; 408 after a cut
     */
    Upload append(String owner, UUID id, long offset, Optional<Checksum> checksum, long length, InputStream bytes) {
        if (!places.tryAcquire()) {
            throw ProblemException.busy(RETRY_SECONDS);
        }
        try {
            return new Patch(this, claim(owner, id, offset, length), checksum).take(bytes);
        } finally {
            places.release();
        }
    }

    /** Writes bytes of a claimed upload after what counts; from then on they count as well, if they are to. */
    Upload write(Upload claimed, long position, ByteBuffer bytes, boolean count) {
        long end = position + bytes.remaining();
        return rightOrRefused(database.inTransaction(tx -> {
            Upload upload = requireClaim(tx, claimed);
            store.write(tx, upload.id(), position, bytes);
            return count ? count(tx, upload, end) : Optional.of(upload);
        }));
    }

    /** Lets count what was written up to a position. */
    Upload count(Upload claimed, long position) {
        return rightOrRefused(database.inTransaction(tx -> count(tx, requireClaim(tx, claimed), position)));
    }

    /** Forgets an upload that nobody has gone on with; nothing if somebody did meanwhile. */
    void expire(UUID id) {
        database.inTransaction(tx -> {
            dao.lock(tx, id)
                    .filter(upload -> !clock.instant().isBefore(upload.expiresAt()))
                    .ifPresent(upload -> remove(tx, upload));
            return id;
        });
    }

    private Upload lockOrBegin(Transaction tx, String owner, Announcement announced, Instant now) {
        Optional<Upload> known = dao.lock(tx, owner, announced.hash());
        Optional<Upload> same = known.filter(upload -> upload.size() == announced.size());
        if (same.isEmpty()) {
            known.ifPresent(other -> giveWay(tx, other, announced, now));
        }
        return same.orElseGet(() -> begin(tx, owner, announced, now));
    }

    /**
     * One of two sizes is wrong, and nobody knows which until the file is here. So bytes that came under the first are not
     * thrown away for the second: who knows better deletes the upload, and what nobody goes on with expires.
     */
    private void giveWay(Transaction tx, Upload other, Announcement announced, Instant now) {
        boolean holdsBytes = other.received() > 0 && !other.isWhole() && !other.isExpired(now);
        if (holdsBytes && !blobs.want(tx, announced)) {
            throw announced.otherSizeThan(other);
        }
        remove(tx, other);
    }

    private Upload begin(Transaction tx, String owner, Announcement announced, Instant now) {
        long unfinished = dao.unfinished(tx, owner, announced.hash(), now) + announced.size();
        if (unfinished > config.maxUnfinished().toBytes()) {
            throw new ProblemException(
                            429,
                            "TOO_MUCH_UNFINISHED",
                            "at most " + config.maxUnfinished() + " may be unfinished: finish or delete other uploads")
                    .withHeader("Retry-After", UNFINISHED_RETRY_SECONDS);
        }
        UUID id = new UUID(random.nextLong(), random.nextLong());
        dao.insert(tx, Upload.announced(id, owner, announced, expiry(now)));
        return dao.lock(tx, owner, announced.hash())
                .orElseThrow(() -> new IllegalStateException("an upload vanished while it was announced"));
    }

    private Upload claim(String owner, UUID id, long offset, long length) {
        UUID request = new UUID(random.nextLong(), random.nextLong());
        return database.inTransaction(tx -> {
            Upload upload = lock(tx, owner, id);
            if (upload.received() != offset) {
                throw ProblemException.conflict("WRONG_OFFSET", "the upload is at " + upload.received())
                        .with("upload_offset", upload.received());
            }
            if (length > upload.size() - offset) {
                throw ProblemException.tooLarge("of the file, only " + (upload.size() - offset) + " bytes are missing");
            }
            Upload claimed = upload.writtenBy(request).until(expiry(clock.instant()));
            dao.store(tx, claimed);
            return claimed;
        });
    }

    private Upload requireClaim(Transaction tx, Upload claimed) {
        return dao.lock(tx, claimed.id())
                .filter(upload -> upload.writer().equals(claimed.writer()))
                .orElseThrow(() -> ProblemException.conflict(
                        "TAKEN_OVER", "another request goes on with this upload, or it was deleted"));
    }

    /** At the end of the file, its bytes are held against its name; wrong ones are thrown away: empty. */
    private Optional<Upload> count(Transaction tx, Upload upload, long position) {
        Upload counted = upload.received(position).until(expiry(clock.instant()));
        boolean right = !counted.isWhole() || blobs.add(tx, counted);
        if (!right) {
            store.discard(tx, upload.id());
        }
        dao.store(tx, right ? counted : counted.received(0));
        return right ? Optional.of(counted) : Optional.empty();
    }

    private static Upload rightOrRefused(Optional<Upload> counted) {
        return counted.orElseThrow(() -> Patch.mismatch("the file is not what its sha256 says; send it again"));
    }

    private Upload whole(Transaction tx, Upload upload) {
        if (!upload.isWhole()) {
            store.discard(tx, upload.id());
        }
        return upload.received(upload.size());
    }

    /** What was whole once and is gone since has to come again. */
    private static Upload partial(Upload upload) {
        return upload.isWhole() ? upload.received(0) : upload;
    }

    private Upload lock(Transaction tx, String owner, UUID id) {
        Upload upload = dao.lock(tx, id)
                .filter(each -> each.owner().equals(owner))
                .orElseThrow(() -> ProblemException.notFound("such upload"));
        if (upload.isExpired(clock.instant())) {
            throw new ProblemException(410, "UPLOAD_EXPIRED", "announce the file once more");
        }
        return upload;
    }

    private void remove(Transaction tx, Upload upload) {
        if (!upload.isWhole()) {
            store.discard(tx, upload.id());
        }
        dao.delete(tx, upload.id());
    }

    private Instant expiry(Instant now) {
        return now.plus(config.unfinishedKept().toJavaDuration());
    }
}
