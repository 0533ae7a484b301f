package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** All whole files with their bytes, for a backup, and the way back, wherever the bytes lie. */
public final class BlobArchive {
    private static final int PART = 1024 * 1024;
    private static final int PAGE = 1000;

    private final Database database;
    private final BlobStore store;
    private final BlobDao dao = new BlobDao();

    private BlobArchive(Database database, BlobStore store) {
        this.database = database;
        this.store = store;
    }

    public static BlobArchive of(Database database, BlobConfig config) {
        return new BlobArchive(database, BlobFeature.store(database, config));
    }

    /** The next ones in the order of their hashes, each a SHA-256 in hex; none at the end. */
    public List<String> after(Transaction tx, String hash) {
        return dao.after(tx, hash, PAGE);
    }

    /** The bytes; empty if they are not there. To be closed. */
    public Optional<InputStream> read(Transaction tx, String hash) throws IOException {
        BlobHash name = new BlobHash(hash);
        return store.sizeOf(tx, name).isPresent() ? Optional.of(store.read(tx, name)) : Optional.empty();
    }

    /**
     * Puts the bytes of a file in place, unless they are there already.
     *
     * @throws IOException if they are not those that the hash says
     */
    public void write(String hash, InputStream bytes) throws IOException {
        BlobHash name = new BlobHash(hash);
        if (database.inSnapshot(tx -> store.sizeOf(tx, name)).isPresent()) {
            return;
        }
        // always the same, so that what was broken off is gone on with
        UUID upload = UUID.nameUUIDFromBytes(hash.getBytes(StandardCharsets.US_ASCII));
        discard(upload);
        long size = 0;
        byte[] part = bytes.readNBytes(PART);
        do {
            write(upload, size, part);
            size += part.length;
            part = bytes.readNBytes(PART);
        } while (part.length > 0);
        if (!seal(upload, size, name)) {
            discard(upload);
            throw new IOException("the bytes of the file " + hash + " are not those that its name says");
        }
    }

    /** Forgets of which files the bytes are not there, so that phones are asked for them again. */
    public void forgetWithoutBytes(Transaction tx) {
        String last = "";
        for (List<String> page = dao.allAfter(tx, last, PAGE); !page.isEmpty(); page = dao.allAfter(tx, last, PAGE)) {
            page.stream()
                    .map(BlobHash::new)
                    .filter(hash -> store.sizeOf(tx, hash).isEmpty())
                    .forEach(hash -> dao.delete(tx, hash));
            last = page.get(page.size() - 1);
        }
    }

    private void write(UUID upload, long position, byte[] part) {
        database.inTransaction(tx -> {
            store.write(tx, upload, position, ByteBuffer.wrap(part));
            return null;
        });
    }

    private boolean seal(UUID upload, long size, BlobHash hash) {
        return database.inTransaction(tx -> store.seal(tx, upload, size, hash));
    }

    private void discard(UUID upload) {
        database.inTransaction(tx -> {
            store.discard(tx, upload);
            return null;
        });
    }
}
