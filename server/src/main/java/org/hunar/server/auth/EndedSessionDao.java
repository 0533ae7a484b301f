package org.hunar.server.auth;

import java.time.Instant;
import org.hunar.server.storage.Transaction;

/** The table {@code ended_sessions}: browsers' sessions that were ended before their time. */
final class EndedSessionDao {
    boolean has(Transaction tx, String id) {
        return tx.handle()
                        .createQuery("select count(*) from ended_sessions where id = :id")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    void add(Transaction tx, String id, Instant until) {
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
    }
}
