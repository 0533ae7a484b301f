package org.hunar.server.backup;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hunar.server.storage.RestoreMark;
import org.hunar.server.storage.Transaction;

/** Table {@code restore_progress}: which backup is being restored, and which of its tables are whole. */
final class ProgressDao {
    private static final String BACKUP = "backup:";
    private static final String DONE = "done";

    void begin(Transaction tx, String backup) {
        tx.handle()
                .execute("create table if not exists " + RestoreMark.TABLE
                        + " (step varchar(100) not null primary key)");
        add(tx, BACKUP + backup);
    }

    /** Of the restore that was begun here. */
    Optional<String> backup(Transaction tx) {
        return steps(tx).stream()
                .filter(step -> step.startsWith(BACKUP))
                .map(step -> step.substring(BACKUP.length()))
                .findFirst();
    }

    Set<String> steps(Transaction tx) {
        return new HashSet<>(tx.handle()
                .createQuery("select step from " + RestoreMark.TABLE)
                .mapTo(String.class)
                .list());
    }

    void add(Transaction tx, String step) {
        tx.handle()
                .createUpdate("insert into " + RestoreMark.TABLE + " (step) values (:step) on conflict do nothing")
                .bind("step", step)
                .execute();
    }

    boolean isDone(Transaction tx) {
        return steps(tx).contains(DONE);
    }

    void done(Transaction tx) {
        add(tx, DONE);
    }

    void forget(Transaction tx) {
        tx.handle().execute("drop table " + RestoreMark.TABLE);
    }
}
