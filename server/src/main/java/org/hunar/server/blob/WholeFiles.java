package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.hunar.model.assessment.Answer;
import org.hunar.server.storage.Database;

/**
 * Keeps files that come whole and by themselves, such as with a form. They are copied in short transactions, before
 * whatever refers to them begins its own: nobody else who writes waits for the last byte of a photo. What a crash cuts
 * off is an upload that nobody goes on with, and is cleared away with those.
 */
public final class WholeFiles {
    private static final int CHUNK = 1024 * 1024;
    private static final String ANY_BYTES = "application/octet-stream";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Database database;
    private final BlobStore store;
    private final Blobs blobs;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final UploadDao dao = new UploadDao();

    WholeFiles(Database database, BlobStore store, Blobs blobs, RandomGenerator random, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.blobs = blobs;
        this.random = random;
        this.clock = clock;
    }

    /** The bytes of a file that came whole; opened as often as is needed. */
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /** A file that is on disk, and stays for some days; for good if something {@link Blobs#refer refers} to it. */
    public record Kept(String sha256, long size, String mime) {}

    /**
     * Keeps a file; to be called outside of any transaction.
     *
     * @param mime as whoever brings it says it is; what is no media type counts as any bytes
     * @throws BlobStoreException if it cannot be read or written
     */
    public Kept keep(String mime, Bytes bytes) {
        MessageDigest digest = BlobHash.digest();
        long size = each(bytes, (chunk, position) -> digest.update(chunk.duplicate()));
        Announcement announced =
                new Announcement(BlobHash.of(digest), size, Answer.Attachment.isMime(mime) ? mime : ANY_BYTES, "");
        if (!database.inTransaction(tx -> blobs.want(tx, announced))) {
            copy(announced, bytes);
        }
        return new Kept(announced.hash().hex(), size, announced.mime());
    }

    private void copy(Announcement announced, Bytes bytes) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        Upload upload =
                Upload.announced(id, "whole:" + id, announced, clock.instant().plus(LONGEST));
        begin(upload);
        if (announced.size() == 0) {
            write(upload, 0, ByteBuffer.allocate(0));
        }
        each(bytes, (chunk, position) -> write(upload, position, chunk));
        database.inTransaction(tx -> {
            if (!blobs.add(tx, upload)) {
                throw new BlobStoreException(new IOException("a file was not what it had been a moment before"));
            }
            dao.delete(tx, id);
            return id;
        });
    }

    private void begin(Upload upload) {
        database.inTransaction(tx -> {
            dao.insert(tx, upload);
            return upload;
        });
    }

    private void write(Upload upload, long position, ByteBuffer chunk) {
        database.inTransaction(tx -> {
            store.write(tx, upload.id(), position, chunk.duplicate());
            return upload;
        });
    }

    private interface Work {
        void take(ByteBuffer chunk, long position);
    }

    private static long each(Bytes bytes, Work work) {
        try (InputStream in = bytes.open()) {
            long position = 0;
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                work.take(ByteBuffer.wrap(chunk), position);
                position += chunk.length;
            }
            return position;
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }
}
