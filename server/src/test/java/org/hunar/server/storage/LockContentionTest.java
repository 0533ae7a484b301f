package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;

/** What the databases really throw when transactions meet, not what we think they throw. */
class LockContentionTest {
    @DatabaseTest
    void twoThatWouldWaitForEachOtherForEverBothEnd(TestDatabase.Kind kind) throws Exception {
        Database database = kind.create().database();
        database.inTransaction(tx -> tx.handle().execute("create table counters (id int primary key, n int)"));
        database.inTransaction(tx -> tx.handle().execute("insert into counters values (1, 0), (2, 0)"));
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger attempts = new AtomicInteger();

        inParallel(
                () -> bumpBoth(database, 1, 2, bothHoldOne, attempts),
                () -> bumpBoth(database, 2, 1, bothHoldOne, attempts));

        assertThat(attempts.get()).isGreaterThan(2);
        assertThat(counters(database)).containsExactly(2, 2);
    }

    private static void bumpBoth(
            Database database, int first, int second, CyclicBarrier bothHoldOne, AtomicInteger attempts) {
        boolean[] met = {false};
        database.inTransaction(tx -> {
            attempts.incrementAndGet();
            tx.handle().execute("update counters set n = n + 1 where id = ?", first);
            if (!met[0]) {
                met[0] = true;
                await(bothHoldOne);
            }
            return tx.handle().execute("update counters set n = n + 1 where id = ?", second);
        });
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> counters(Database database) {
        return database.inSnapshot(tx -> tx.handle()
                .createQuery("select n from counters order by id")
                .mapTo(Integer.class)
                .list());
    }

    private static void inParallel(Runnable... works) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(works.length);
        try {
            for (Future<?> done : List.of(works).stream().map(threads::submit).toList()) {
                done.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
