package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.jdbi.v3.core.Handle;

class DatabaseTransactionsTest {
    @DatabaseTest
    void keepsAllOfATransactionOrNothing(TestDatabase.Kind kind) {
        Database database = withNotes(kind);

        assertThatThrownBy(() -> database.inTransaction(tx -> {
                    tx.handle().execute("insert into notes values (1)");
                    throw new IllegalArgumentException("second thoughts");
                }))
                .hasMessage("second thoughts");
        assertThat(countIn(database)).isZero();
    }

    @DatabaseTest
    void aSnapshotSeesOneMoment(TestDatabase.Kind kind) {
        Database database = withNotes(kind);

        long second = database.inSnapshot(snapshot -> {
            count(snapshot.handle());
            inAnotherThread(() -> database.inTransaction(tx -> tx.handle().execute("insert into notes values (1)")));
            return count(snapshot.handle());
        });

        assertThat(second).isZero();
        assertThat(countIn(database)).isOne();
    }

    @DatabaseTest
    void afterASnapshotTheConnectionIsReadCommittedAgain(TestDatabase.Kind kind) {
        Database database = withNotes(kind);
        database.inSnapshot(tx -> count(tx.handle()));

        database.inTransaction(tx -> tx.handle().execute("insert into notes values (1)"));

        assertThat(countIn(database)).isOne();
    }

    @DatabaseTest
    void aTransactionWithinAnotherIsRefused(TestDatabase.Kind kind) {
        Database database = withNotes(kind);

        assertThatThrownBy(() -> database.inTransaction(tx -> database.inTransaction(inner -> 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Database withNotes(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        database.inTransaction(tx -> tx.handle().execute("create table notes (id int primary key)"));
        return database;
    }

    private static long countIn(Database database) {
        return database.inSnapshot(tx -> count(tx.handle()));
    }

    private static long count(Handle handle) {
        return handle.createQuery("select count(*) from notes")
                .mapTo(Long.class)
                .one();
    }

    private static void inAnotherThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
