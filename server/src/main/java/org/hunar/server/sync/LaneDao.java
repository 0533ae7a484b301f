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
    /** Waits until no other push of these installs is under way, on any node, and keeps others waiting. */
    void lock(Transaction tx, Collection<Batch> batches, Instant now) {
        int known = take(tx, batches, now);
        if (known < batches.size()) {
            add(tx, Rows.of(batches).uuid("install", Batch::installId).text("author", Batch::author));
            take(tx, batches, now);
        }
    }

    /** How many of the installs there are. */
    private static int take(Transaction tx, Collection<Batch> batches, Instant now) {
        return Rows.of(batches)
                .uuid("install", Batch::installId)
                .text("author", Batch::author)
                .text("version", batch -> batch.appVersion().orElse(null))
                .bindTo(tx.handle().createUpdate("""
                        merge into lanes l
                        using (
                            select *
                              from unnest(
                                cast(:install as uuid array), cast(:author as varchar array), cast(:version as varchar array))
                              as rows (install_id, author, app_version)
                        ) r
                        on l.install_id = r.install_id
                        when matched then update
                            set author = r.author,
                                app_version = r.app_version,
                                last_push = :now,
                                last_heard = :now
                        """))
                .bind("now", now)
                .execute();
    }

    void heard(Transaction tx, Heard heard) {
        if (update(tx, heard) == 0) {
            add(tx, Rows.of(List.of(heard)).uuid("install", Heard::installId).text("author", Heard::author));
            update(tx, heard);
        }
    }

    private static int update(Transaction tx, Heard heard) {
        return tx.handle()
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

    /** In order, so that none of two who add the same waits for the other. */
    private static void add(Transaction tx, Rows<?> lanes) {
        lanes.execute(tx, """
                insert into lanes (install_id, author)
                select install_id, author
                  from unnest(cast(:install as uuid array), cast(:author as varchar array)) as rows (install_id, author)
                 where not exists (select 1 from lanes l where l.install_id = rows.install_id)
                 order by install_id
                    on conflict do nothing
                """);
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
