package org.hunar.server.blob;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/** Bytes in the database: chunks by content and position, and which content a blob is. */
final class ChunkDao {
    void insert(Transaction tx, UUID content, long position, byte[] bytes) {
        tx.handle()
                .createUpdate("""
                        insert into blob_chunks (content, start_at, size, bytes)
                        values (:content, :position, :size, :bytes)
                        """)
                .bind("content", content)
                .bind("position", position)
                .bind("size", bytes.length)
                .bind("bytes", bytes)
                .execute();
    }

    /** Removes what begins at or after a position. */
    void cut(Transaction tx, UUID content, long position) {
        tx.handle()
                .createUpdate("""
                        delete from blob_chunks
                         where content = :content and start_at >= :position
                        """)
                .bind("content", content)
                .bind("position", position)
                .execute();
    }

    /** What there is from a position on, to the end of the chunk that holds it. */
    Optional<byte[]> from(Transaction tx, UUID content, long position) {
        return tx.handle()
                .createQuery("""
                        select start_at, bytes
                          from blob_chunks
                         where content = :content and start_at <= :position and start_at + size > :position
                         order by start_at desc
                         limit 1
                        """)
                .bind("content", content)
                .bind("position", position)
                .map((row, context) -> {
                    byte[] bytes = row.getBytes("bytes");
                    int skipped = (int) (position - row.getLong("start_at"));
                    return skipped == 0 ? bytes : Arrays.copyOfRange(bytes, skipped, bytes.length);
                })
                .findOne();
    }

    /** Removes the chunks of what has not become a blob. */
    void discard(Transaction tx, UUID content) {
        tx.handle().createUpdate("""
                        delete from blob_chunks
                         where content = :content
                           and not exists (select 1 from blob_contents b where b.content = :content)
                        """).bind("content", content).execute();
    }

    Optional<UUID> content(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("select content from blob_contents where sha256 = :hash")
                .bind("hash", hash.hex())
                .mapTo(UUID.class)
                .findOne();
    }

    void insertContent(Transaction tx, BlobHash hash, UUID content) {
        tx.handle()
                .createUpdate("""
                        insert into blob_contents (sha256, content) values (:hash, :content)
                        """)
                .bind("hash", hash.hex())
                .bind("content", content)
                .execute();
    }

    OptionalLong size(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("""
                        select sum(c.size) as size
                          from blob_contents b
                          join blob_chunks c on c.content = b.content
                         where b.sha256 = :hash
                         group by b.sha256
                        """)
                .bind("hash", hash.hex())
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    void delete(Transaction tx, BlobHash hash) {
        tx.handle().createUpdate("""
                        delete from blob_chunks
                         where content in (select content from blob_contents where sha256 = :hash)
                        """).bind("hash", hash.hex()).execute();
        tx.handle().createUpdate("""
                        delete from blob_contents where sha256 = :hash
                        """).bind("hash", hash.hex()).execute();
    }
}
