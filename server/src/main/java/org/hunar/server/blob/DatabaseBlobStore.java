package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.OptionalLong;
import java.util.UUID;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Bytes in the database, chunk by chunk as they came, so that every node has them and one backup holds all. A blob is
 * the chunks of the upload that brought it.
 */
final class DatabaseBlobStore implements BlobStore {
    private final Database database;
    private final ChunkDao dao = new ChunkDao();

    DatabaseBlobStore(Database database) {
        this.database = database;
    }

    @Override
    public void write(Transaction tx, UUID upload, long position, ByteBuffer bytes) {
        byte[] chunk = new byte[bytes.remaining()];
        bytes.duplicate().get(chunk);
        dao.cut(tx, upload, position);
        dao.insert(tx, upload, position, chunk);
    }

    @Override
    public boolean seal(Transaction tx, UUID upload, long size, BlobHash hash) {
        if (dao.content(tx, hash).isPresent()) {
            discard(tx, upload);
            return true;
        }
        MessageDigest digest = BlobHash.digest();
        long position = 0;
        while (position < size) {
            byte[] chunk = dao.from(tx, upload, position).orElse(new byte[0]);
            if (chunk.length == 0) {
                return false;
            }
            digest.update(chunk);
            position += chunk.length;
        }
        if (position != size || !BlobHash.of(digest).equals(hash)) {
            return false;
        }
        dao.insertContent(tx, hash, upload);
        return true;
    }

    @Override
    public void discard(Transaction tx, UUID upload) {
        dao.discard(tx, upload);
    }

    @Override
    public OptionalLong sizeOf(Transaction tx, BlobHash hash) {
        return dao.size(tx, hash);
    }

    @Override
    public void delete(Transaction tx, BlobHash hash) {
        dao.delete(tx, hash);
    }

    @Override
    public InputStream read(BlobHash hash, long from) throws IOException {
        UUID content = database.inSnapshot(tx -> dao.content(tx, hash))
                .orElseThrow(() -> new IOException("the bytes of " + hash + " are gone"));
        return new ChunkStream(position -> chunk(content, position), from);
    }

    @Override
    public InputStream read(Transaction tx, BlobHash hash) throws IOException {
        UUID content = dao.content(tx, hash).orElseThrow(() -> new IOException("the bytes of " + hash + " are gone"));
        return new ChunkStream(position -> dao.from(tx, content, position).orElse(new byte[0]), 0);
    }

    /** Each chunk in a transaction of its own, so that a slow reader holds no connection. */
    private byte[] chunk(UUID content, long position) {
        return database.inSnapshot(tx -> dao.from(tx, content, position)).orElse(new byte[0]);
    }
}
