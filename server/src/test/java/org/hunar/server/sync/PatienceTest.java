package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Retry;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestSeal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever waits for a row sleeps, and gives up when the lock's time is out. H2 forgets both once the other transaction
 * has met a duplicate key, in {@code on conflict do nothing} too: then who waits spins, for as long as the other takes.
 */
class PatienceTest {
    private final Feed feed = new Feed(Clock.systemUTC());

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aChangeOfACohortThatIsHeldGivesUpInTime() {
        TestDatabase store = TestDatabase.Kind.H2.create();
        Database one = over(store);
        Database other = over(store);
        publish(one, 1);

        one.inTransaction(tx -> {
            feed.publish(tx, List.of(change(2)));
            assertThatThrownBy(() -> publish(other, 3)).isInstanceOf(BusyException.class);
            return null;
        });
    }

    private void publish(Database database, long rev) {
        database.inTransaction(tx -> feed.publish(tx, List.of(change(rev))));
    }

    private static FeedChange change(long rev) {
        return FeedChange.put("cohort:lhr-03", "participant", "ali", rev);
    }

    private static Database over(TestDatabase store) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(store.url() + ";LOCK_TIMEOUT=20");
        source.setUser(store.user());
        source.setPassword("");
        return Database.over(source, Dialect.H2, new Retry(new Random(), pause -> {}), TestSeal.SEAL);
    }
}
