package org.hunar.server.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The tables {@code page_sessions}, where people are signed in by pages, and {@code ended_sessions}, which of these were
 * ended before their time.
 */
final class PageSessionDao {
    /**
     * @param ended before its time
     * @param seenAt when it was last noted; empty for one that a server began which keeps no list
     */
    record State(boolean ended, Optional<Instant> seenAt) {}

    State find(Transaction tx, String id) {
        return tx.handle()
                .createQuery("""
                        select (select count(*) from ended_sessions where id = :id) as ended,
                          (select seen_at from page_sessions where id = :id) as seen_at
                        """)
                .bind("id", id)
                .map((row, context) -> new State(
                        row.getInt("ended") > 0,
                        Optional.ofNullable(row.getTimestamp("seen_at")).map(Timestamp::toInstant)))
                .one();
    }

    /** Those of a user's that no other password has ended, nor the user, the one last seen first. */
    List<OpenSession> open(Transaction tx, SignedIn who, Instant now, Instant seenAfter) {
        return tx.handle()
                .createQuery("""
                        select id, browser, began_at, seen_at
                        from page_sessions
                        where user_name = :user
                          and credential = :credential
                          and good_until > :now
                          and seen_at > :seenAfter
                          and not exists (select 1 from ended_sessions where ended_sessions.id = page_sessions.id)
                        order by seen_at desc, began_at desc, id
                        """)
                .bind("user", who.user())
                .bind("credential", who.credential())
                .bind("now", now)
                .bind("seenAfter", seenAfter)
                .map(PageSessionDao::open)
                .list();
    }

    private static OpenSession open(ResultSet row, StatementContext context) throws SQLException {
        return new OpenSession(
                row.getString("id"),
                row.getString("browser"),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("seen_at").toInstant());
    }

    /** Until when that session of the user's is good; empty if he has none of that id. */
    Optional<Instant> goodUntil(Transaction tx, String user, String id) {
        return tx.handle()
                .createQuery("select good_until from page_sessions where id = :id and user_name = :user")
                .bind("id", id)
                .bind("user", user)
                .mapTo(Instant.class)
                .findOne();
    }

    /** Notes that it is used now, and it itself if it is not noted yet. */
    void seen(Transaction tx, PageSession session, String browser, Instant now) {
        boolean isNoted = tx.handle()
                        .createUpdate("update page_sessions set seen_at = :now where id = :id")
                        .bind("id", session.id())
                        .bind("now", now)
                        .execute()
                > 0;
        if (!isNoted) {
            insert(tx, session, browser, now);
        }
    }

    private static void insert(Transaction tx, PageSession session, String browser, Instant now) {
        tx.handle()
                .createUpdate("""
                        insert into page_sessions (id, user_name, credential, browser, began_at, seen_at, good_until)
                        values (:id, :user, :credential, :browser, :since, :now, :until)
                            on conflict do nothing
                        """)
                .bind("id", session.id())
                .bind("user", session.who().user())
                .bind("credential", session.who().credential())
                .bind("browser", browser)
                .bind("since", session.since())
                .bind("now", now)
                .bind("until", session.until())
                .execute();
    }

    void end(Transaction tx, String id, Instant until) {
        tx.handle().createUpdate("""
                        insert into ended_sessions (id, good_until)
                        values (:id, :until)
                            on conflict do nothing
                        """).bind("id", id).bind("until", until).execute();
    }

    /** Forgets those that have ended by themselves since. */
    void forget(Transaction tx, Instant now) {
        tx.handle()
                .createUpdate("delete from ended_sessions where good_until < :now")
                .bind("now", now)
                .execute();
        tx.handle()
                .createUpdate("delete from page_sessions where good_until < :now")
                .bind("now", now)
                .execute();
    }
}
