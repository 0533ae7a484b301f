package org.hunar.server.auth;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Who did what, or was refused it. What is written here gets its place in the {@link AuditChain} soon after. */
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
        FORBIDDEN,
        /** Who it was is not known: only whose name was used. */
        FAILED
    }

    /**
     * @param at milliseconds are what every message keeps
     * @param who name of the user
     * @param what verb, such as {@code user.put}
     * @param subject what it was done to, such as the name of a user or a path; never personal data of a participant
     * @param programme code of the one in which; empty if in none
     * @param outcome name of an {@link Outcome}, as it was written: an entry that somebody changed has to be told too
     */
    record Entry(Instant at, String who, String what, String subject, Optional<String> programme, String outcome) {
        Entry {
            at = at.truncatedTo(ChronoUnit.MILLIS);
            subject = subject.length() > MAX_SUBJECT ? subject.substring(0, MAX_SUBJECT) : subject;
        }
    }

    /** Written in the transaction of the deed, so that neither is there without the other. */
    public void done(Transaction tx, String who, String what, String subject) {
        dao.insert(tx, new Entry(clock.instant(), who, what, subject, Optional.empty(), Outcome.DONE.name()));
    }

    /** As {@link #done(Transaction, String, String, String)}, of something in a programme. */
    public void done(Transaction tx, String who, String what, ProgrammeId programme, Object id) {
        String subject = programme + "/" + id;
        Optional<String> code = Optional.of(programme.value());
        dao.insert(tx, new Entry(clock.instant(), who, what, subject, code, Outcome.DONE.name()));
    }

    /** Written on its own: the transaction of what was refused is gone. */
    void forbidden(String who, String what, String subject, Optional<String> programme) {
        write(new Entry(clock.instant(), who, what, subject, programme, Outcome.FORBIDDEN.name()));
    }

    /** @param who whose name was used, or {@link FailedSignIns#NOBODY} */
    void failed(String who, String what, String subject) {
        write(new Entry(clock.instant(), who, what, subject, Optional.empty(), Outcome.FAILED.name()));
    }

    private void write(Entry entry) {
        database.inTransaction(tx -> {
            dao.insert(tx, entry);
            return entry;
        });
    }
}
