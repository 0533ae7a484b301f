package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/**
 * Where the bytes lie, of uploads under way and of blobs. What is written is on disk when the transaction is committed
 * at the latest. A transaction may be run again, so each method may be called again with the same arguments. For one
 * upload or one blob, callers hold the lock on its row.
 *
 * <p>Failures of the disk come as {@link BlobStoreException}.
 */
interface BlobStore {
    /**
     * Puts bytes into an upload, in place of what was there from that position on.
     *
     * @param bytes left as they were
     */
    void write(Transaction tx, UUID upload, long position, ByteBuffer bytes);

    /**
     * Makes the bytes of an upload the blob of that name, which is there from then on.
     *
     * @return false, and nothing is changed, if they are not those that the name says
     */
    boolean seal(Transaction tx, UUID upload, long size, BlobHash hash);

    /** Forgets the bytes of an upload that was not sealed; nothing if there are none. */
    void discard(Transaction tx, UUID upload);

    /** The size of a blob whose bytes are there, whether or not anything else knows of it. */
    OptionalLong sizeOf(Transaction tx, BlobHash hash);

    void delete(Transaction tx, BlobHash hash);

    /**
     * Reads a blob, outside of any transaction: who receives it may be slow.
     *
     * @param from index of the first byte
     */
    InputStream read(BlobHash hash, long from) throws IOException;

    /** Reads a whole blob as the transaction sees it; to be read before that ends. */
    InputStream read(Transaction tx, BlobHash hash) throws IOException;
}
