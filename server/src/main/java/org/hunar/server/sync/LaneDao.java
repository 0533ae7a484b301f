package org.hunar.server.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** One row a phone's database: what its pushes lock, and when it was last heard from. */
final class LaneDao {
    /** Waits until no other push of this install is under way, on any node, and keeps others waiting. */
    void lock(Transaction tx, Batch batch, Instant now) {
        add(tx, batch.installId(), batch.author());
        tx.handle()
                .createUpdate("""
                        update lanes
                           set author = :author,
                               app_version = :version,
                               last_push = :now,
                               last_heard = :now
                         where install_id = :install
                        """)
                .bind("install", batch.installId())
                .bind("author", batch.author())
                .bind("version", batch.appVersion().orElse(null))
                .bind("now", now)
                .execute();
    }

    void heard(Transaction tx, Heard heard) {
        add(tx, heard.installId(), heard.author());
        tx.handle()
                .createUpdate("""
                        update lanes
                           set author = :author,
                               app_version = coalesce(:version, app_version),
                               last_heard = :at,
                               unsent = :unsent
                         where install_id = :install
                        """)
                .bind("install", heard.installId())
                .bind("author", heard.author())
                .bind("version", heard.appVersion().orElse(null))
                .bind("at", heard.at())
                .bind("unsent", heard.unsent().orElse(null))
                .execute();
    }

    Optional<Heard> find(Transaction tx, UUID installId) {
        return tx.handle()
                .createQuery("""
                        select install_id, author, app_version, last_heard, unsent
                          from lanes
                         where install_id = :install
                        """)
                .bind("install", installId)
                .map((row, context) -> heard(row))
                .findOne();
    }

    /** The phones on which these people were signed in last. */
    List<Heard> ofAuthors(Transaction tx, Collection<String> authors) {
        return Rows.of(authors)
                .text("authors", author -> author)
                .bindTo(tx.handle().createQuery("""
                        select install_id, author, app_version, last_heard, unsent
                          from lanes
                         where author = any(:authors)
                         order by author, last_heard desc, install_id
                        """))
                .map((row, context) -> heard(row))
                .list();
    }

    private static void add(Transaction tx, UUID installId, String author) {
        tx.handle()
                .createUpdate("""
                        insert into lanes (install_id, author)
                        select cast(:install as uuid), cast(:author as varchar)
                         where not exists (select 1 from lanes where install_id = :install)
                            on conflict do nothing
                        """)
                .bind("install", installId)
                .bind("author", author)
                .execute();
    }

    private static Heard heard(ResultSet row) throws SQLException {
        return new Heard(
                row.getObject("install_id", UUID.class),
                row.getString("author"),
                Optional.ofNullable(row.getString("app_version")),
                row.getObject("last_heard", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("unsent", Long.class)));
    }
}
