package org.hunar.server.blob;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** Which blobs there are, and what refers to which. A blob that is condemned is about to be deleted: it is not there. */
final class BlobDao {
    Optional<Blob> find(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("select sha256, size, mime from blobs where sha256 = :hash and not condemned")
                .bind("hash", hash.hex())
                .map((row, context) -> blob(row))
                .findOne();
    }

    /** Condemned or not; keeps others waiting until the end of the transaction. */
    Optional<Blob> lock(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("select sha256, size, mime from blobs where sha256 = :hash for update")
                .bind("hash", hash.hex())
                .map((row, context) -> blob(row))
                .findOne();
    }

    /** Those that are there, in one query. */
    Set<BlobHash> present(Transaction tx, Collection<BlobHash> hashes) {
        Set<BlobHash> present = new HashSet<>();
        if (!hashes.isEmpty()) {
            Rows.of(hashes)
                    .text("hashes", BlobHash::hex)
                    .bindTo(tx.handle()
                            .createQuery("select sha256 from blobs where sha256 = any(:hashes) and not condemned"))
                    .mapTo(String.class)
                    .forEach(hex -> present.add(new BlobHash(hex)));
        }
        return present;
    }

    /** Those that are there, in one query; none of them is condemned before the end of the transaction. */
    Set<BlobHash> lockPresent(Transaction tx, Collection<BlobHash> hashes) {
        Set<BlobHash> present = new HashSet<>();
        if (!hashes.isEmpty()) {
            Rows.of(hashes)
                    .text("hashes", BlobHash::hex)
                    .bindTo(tx.handle().createQuery("""
                                            select sha256
                                              from blobs
                                             where sha256 = any(:hashes) and not condemned
                                             order by sha256
                                               for update
                                            """))
                    .mapTo(String.class)
                    .forEach(hex -> present.add(new BlobHash(hex)));
        }
        return present;
    }

    void insert(Transaction tx, Blob blob, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into blobs (sha256, size, mime, wanted_at, condemned)
                        values (:hash, :size, :mime, :now, false)
                            on conflict do nothing
                        """)
                .bind("hash", blob.hash().hex())
                .bind("size", blob.size())
                .bind("mime", blob.mime())
                .bind("now", now)
                .execute();
    }

    /** Somebody counts on it: it stays for a while, even if nothing refers to it yet. */
    void want(Transaction tx, BlobHash hash, Instant now) {
        tx.handle().createUpdate("""
                        update blobs
                           set wanted_at = :now, condemned = false
                         where sha256 = :hash
                        """).bind("hash", hash.hex()).bind("now", now).execute();
    }

    void delete(Transaction tx, BlobHash hash) {
        tx.handle().createUpdate("""
                        delete from blobs where sha256 = :hash
                        """).bind("hash", hash.hex()).execute();
    }

    void refer(Transaction tx, Collection<BlobReference> references) {
        Rows.of(references)
                .text("hash", reference -> reference.hash().hex())
                .text("type", reference -> reference.entity().type().wireName())
                .uuid("id", reference -> reference.entity().id())
                .execute(tx, """
                        insert into blob_references (sha256, entity_type, entity_id)
                        select sha256, entity_type, entity_id
                          from unnest(
                            cast(:hash as varchar array), cast(:type as varchar array), cast(:id as uuid array))
                            as rows (sha256, entity_type, entity_id)
                         order by sha256, entity_id, entity_type
                            on conflict do nothing
                        """);
    }

    int release(Transaction tx, Collection<EntityId> entities) {
        return Rows.of(entities)
                .text("type", id -> id.type().wireName())
                .uuid("id", EntityId::id)
                .execute(tx, """
                        delete from blob_references
                         where (entity_id, entity_type) in (
                           select entity_id, entity_type
                             from unnest(cast(:id as uuid array), cast(:type as varchar array))
                               as rows (entity_id, entity_type))
                        """);
    }

    /** In place of what the owner referred to. */
    void referPublished(Transaction tx, UUID owner, BlobHash hash) {
        tx.handle().createUpdate("""
                        delete from blob_references where entity_id = :owner and entity_type = 'published'
                        """).bind("owner", owner).execute();
        tx.handle()
                .createUpdate("""
                        insert into blob_references (sha256, entity_type, entity_id) values (:hash, 'published', :owner)
                        """)
                .bind("owner", owner)
                .bind("hash", hash.hex())
                .execute();
    }

    /** Entities, and not what is published. */
    List<EntityId> referring(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("""
                        select entity_type, entity_id
                          from blob_references
                         where sha256 = :hash and entity_type <> 'published'
                        """)
                .bind("hash", hash.hex())
                .map((row, context) -> new EntityId(
                        EntityType.of(row.getString("entity_type")), row.getObject("entity_id", UUID.class)))
                .list();
    }

    /** Takes some that nobody has wanted since then and to which nothing seems to refer. */
    List<BlobHash> lockUnwanted(Transaction tx, Instant since, int limit) {
        return tx.handle()
                .createQuery("""
                        select sha256
                          from blobs b
                         where wanted_at < :since and not condemned
                           and not exists (select 1 from blob_references r where r.sha256 = b.sha256)
                         order by sha256
                         limit :limit
                           for update
                        """)
                .bind("since", since)
                .bind("limit", limit)
                .map((row, context) -> new BlobHash(row.getString("sha256")))
                .list();
    }

    /** @return how many of them still are unwanted, and now condemned */
    int condemn(Transaction tx, Collection<BlobHash> hashes, Instant since) {
        if (hashes.isEmpty()) {
            return 0;
        }
        return Rows.of(hashes)
                .text("hashes", BlobHash::hex)
                .bindTo(tx.handle().createUpdate("""
                                        update blobs
                                           set condemned = true
                                         where sha256 = any(:hashes) and wanted_at < :since
                                           and not exists (
                                               select 1 from blob_references r where r.sha256 = blobs.sha256)
                                        """))
                .bind("since", since)
                .execute();
    }

    List<BlobHash> condemned(Transaction tx) {
        return tx.handle()
                .createQuery("select sha256 from blobs where condemned order by sha256")
                .map((row, context) -> new BlobHash(row.getString("sha256")))
                .list();
    }

    /** Whether it still is; keeps others waiting until the end of the transaction. */
    boolean lockCondemned(Transaction tx, BlobHash hash) {
        return tx.handle()
                .createQuery("select sha256 from blobs where sha256 = :hash and condemned for update")
                .bind("hash", hash.hex())
                .mapTo(String.class)
                .findOne()
                .isPresent();
    }

    /** The hashes of those that are there, in order. */
    List<String> after(Transaction tx, String hash, int limit) {
        return page(
                tx,
                "select sha256 from blobs where sha256 > :hash and not condemned order by sha256 limit :limit",
                hash,
                limit);
    }

    /** As {@link #after}, with those that are condemned. */
    List<String> allAfter(Transaction tx, String hash, int limit) {
        return page(tx, "select sha256 from blobs where sha256 > :hash order by sha256 limit :limit", hash, limit);
    }

    private static List<String> page(Transaction tx, String sql, String hash, int limit) {
        return tx.handle()
                .createQuery(sql)
                .bind("hash", hash)
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    private static Blob blob(ResultSet row) throws SQLException {
        return new Blob(new BlobHash(row.getString("sha256")), row.getLong("size"), row.getString("mime"));
    }
}
