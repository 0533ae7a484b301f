package org.hunar.server.blob;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/** Uploads: one row a user and file. */
final class UploadDao {
    /** Keeps others waiting until the end of the transaction. */
    Optional<Upload> lock(Transaction tx, UUID id) {
        return tx.handle()
                .createQuery("""
                        select id, owner, sha256, size, mime, metadata, received, writer, expires_at
                          from uploads
                         where id = :id
                           for update
                        """)
                .bind("id", id)
                .map((row, context) -> upload(row))
                .findOne();
    }

    /** Keeps others waiting until the end of the transaction. */
    Optional<Upload> lock(Transaction tx, String owner, BlobHash hash) {
        return tx.handle()
                .createQuery("""
                        select id, owner, sha256, size, mime, metadata, received, writer, expires_at
                          from uploads
                         where owner = :owner and sha256 = :hash
                           for update
                        """)
                .bind("owner", owner)
                .bind("hash", hash.hex())
                .map((row, context) -> upload(row))
                .findOne();
    }

    /** @return false if another transaction was first */
    boolean insert(Transaction tx, Upload upload) {
        return tx.handle()
                        .createUpdate("""
                        insert into uploads (id, owner, sha256, size, mime, metadata, received, writer, expires_at)
                        values (:id, :owner, :hash, :size, :mime, :metadata, :received, null, :expires)
                            on conflict do nothing
                        """)
                        .bind("id", upload.id())
                        .bind("owner", upload.owner())
                        .bind("hash", upload.hash().hex())
                        .bind("size", upload.size())
                        .bind("mime", upload.mime())
                        .bind("metadata", upload.metadata())
                        .bind("received", upload.received())
                        .bind("expires", upload.expiresAt())
                        .execute()
                == 1;
    }

    /** What changes: how far it is, who writes, when it expires. */
    void store(Transaction tx, Upload upload) {
        tx.handle()
                .createUpdate("""
                        update uploads
                           set received = :received, writer = cast(:writer as uuid), expires_at = :expires
                         where id = :id
                        """)
                .bind("id", upload.id())
                .bind("received", upload.received())
                .bind("writer", upload.writer().orElse(null))
                .bind("expires", upload.expiresAt())
                .execute();
    }

    void delete(Transaction tx, UUID id) {
        tx.handle().createUpdate("""
                        delete from uploads where id = :id
                        """).bind("id", id).execute();
    }

    /** Forgets that a blob which is gone was ever brought. */
    void deleteWhole(Transaction tx, BlobHash hash) {
        tx.handle().createUpdate("""
                        delete from uploads where sha256 = :hash and received = size
                        """).bind("hash", hash.hex()).execute();
    }

    List<UUID> expired(Transaction tx, Instant now) {
        return tx.handle()
                .createQuery("select id from uploads where expires_at <= :now order by id")
                .bind("now", now)
                .mapTo(UUID.class)
                .list();
    }

    /** Sizes that a user announced of files that are not whole yet, but for one file. */
    long unfinished(Transaction tx, String owner, BlobHash butFor, Instant now) {
        return tx.handle()
                .createQuery("""
                        select coalesce(sum(size), 0)
                          from uploads
                         where owner = :owner and sha256 <> :hash and received < size and expires_at > :now
                        """)
                .bind("owner", owner)
                .bind("hash", butFor.hex())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    private static Upload upload(ResultSet row) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                row.getString("owner"),
                new BlobHash(row.getString("sha256")),
                row.getLong("size"),
                row.getString("mime"),
                row.getString("metadata"),
                row.getLong("received"),
                Optional.ofNullable(row.getObject("writer", UUID.class)),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
