package org.hunar.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Who did what, or was refused it. */
public final class Audit {
    private static final int MAX_SUBJECT = 1000;

    private final Database database;
    private final InstantSource clock;
    private final AuditDao dao = new AuditDao();

    Audit(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How an attempt ended. */
    public enum Outcome {
        DONE,
        FORBIDDEN
    }

    /**
     * @param who name of the user
     * @param what verb, such as {@code user.put}
     * @param subject what it was done to, such as the name of a user or a path; never personal data of a participant
     */
    record Entry(Instant at, String who, String what, String subject, Outcome outcome) {
        Entry {
            subject = subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject;
        }
    }

    /** Written in the transaction of the deed, so that neither is there without the other. */
    public void done(Transaction tx, String who, String what, String subject) {
        dao.insert(tx, new Entry(clock.instant(), who, what, subject, Outcome.DONE));
    }

    /** Written on its own: the transaction of what was refused is gone. */
    void forbidden(String who, String what, String subject) {
        Entry entry = new Entry(clock.instant(), who, what, subject, Outcome.FORBIDDEN);
        database.inTransaction(tx -> {
            dao.insert(tx, entry);
            return entry;
        });
    }
}
