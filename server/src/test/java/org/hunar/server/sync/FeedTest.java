package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;

class FeedTest {
    private static final String COHORT = "cohort:lhr-03";
    private static final int WRITERS = 8;
    private static final int PUSHES = 60;

    private static final Duration KEPT = Duration.ofDays(180);

    private final TestingClock clock = new TestingClock(TestServer.START);
    private final Feed feed = new Feed(clock);
    private final FeedReader reader = feed.reader(Map.of(
            "participant", (tx, keys) -> keys.stream().collect(Collectors.toMap(k -> k, k -> Map.of()))));

    @DatabaseTest
    void aChangeMovesItsDocumentToTheHeadAndIsReadOnce(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        publish(database, put("ali", 1), put("sana", 1));
        publish(database, put("ali", 2));

        FeedPage all = read(database, 0, 10);
        assertThat(all.items()).extracting(FeedItem::id).containsExactly("sana", "ali");
        assertThat(all.items()).extracting(FeedItem::seq).containsExactly(2L, 3L);
        assertThat(all.reached()).containsEntry(COHORT, 3L);
        assertThat(read(database, 3, 10).items()).isEmpty();
    }

    @DatabaseTest
    void aPageIsNoLongerThanAskedAndSaysThatThereIsMore(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        publish(database, put("ali", 1), put("sana", 1), put("wei", 1));

        FeedPage first = read(database, 0, 2);
        assertThat(first.hasMore()).isTrue();
        assertThat(first.items()).hasSize(2);
        FeedPage second = read(database, first.reached().get(COHORT), 2);
        assertThat(second.hasMore()).isFalse();
        assertThat(second.items()).extracting(FeedItem::id).containsExactly("wei");
    }

    /** In bytes on the wire: a name in Urdu takes twice as many as it has letters. */
    @DatabaseTest
    void aPageIsNoLargerThanAsked(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        Map<String, Object> doc = Map.of("name", "محمد علی".repeat(10));
        publish(
                database,
                FeedChange.put(COHORT, "cohort", "one", 1, doc),
                FeedChange.put(COHORT, "cohort", "other", 1, doc));
        int bytes = readBytes(database, Integer.MAX_VALUE).items().stream()
                .mapToInt(item -> ("," + Json.write(item.toJson())).getBytes(StandardCharsets.UTF_8).length)
                .sum();

        assertThat(readBytes(database, bytes).items()).hasSize(2);
        assertThat(readBytes(database, bytes - 1).items()).hasSize(1);
        assertThat(readBytes(database, 1).items())
                .as("one that is larger comes alone")
                .hasSize(1);
    }

    private FeedPage readBytes(Database database, int maxBytes) {
        return database.inSnapshot(tx -> reader.read(tx, Map.of(COHORT, 0L), 10, maxBytes));
    }

    @DatabaseTest
    void theDigestIsThatOfWhatAReaderHolds(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        publish(database, put("ali", 1), put("sana", 1));
        publish(database, put("ali", 2), del("sana"));

        assertThat(state(database).digest()).isEqualTo(Digest.EMPTY.with("participant", "ali", 2));
    }

    @DatabaseTest
    void aTombstoneGoesAfter180DaysAndTheScopeRemembersHowFar(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        publish(database, put("ali", 1), put("sana", 1), put("wei", 1));
        publish(database, del("sana"));
        clock.advance(KEPT);
        publish(database, del("wei"));
        new Tombstones(database, KEPT, clock).purge();
        assertThat(read(database, 0, 10).items()).extracting(FeedItem::id).containsExactly("ali", "sana", "wei");

        clock.advance(Duration.ofMillis(1));
        new Tombstones(database, KEPT, clock).purge();

        assertThat(read(database, 0, 10).items()).extracting(FeedItem::id).containsExactly("ali", "wei");
        assertThat(state(database).purged()).isEqualTo(4);
        assertThat(state(database).seq()).isEqualTo(5);
        assertThat(state(database).digest()).isEqualTo(Digest.EMPTY.with("participant", "ali", 1));
    }

    @DatabaseTest
    void whatCameBackIsNoTombstone(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        publish(database, put("sana", 1));
        publish(database, del("sana"));
        publish(database, put("sana", 3));
        clock.advance(KEPT.plusDays(1));

        new Tombstones(database, KEPT, clock).purge();

        assertThat(read(database, 0, 10).items()).extracting(FeedItem::id).containsExactly("sana");
        assertThat(state(database).purged()).isZero();
    }

    @DatabaseTest
    void aReaderThatPollsWhileEightWritersPushMissesNothing(TestDatabase.Kind kind) throws Exception {
        Database database = kind.create().database();
        Set<String> missed = missedByAReader(
                () -> polled(database, place -> readKeys(database, place)),
                key -> database.inTransaction(tx -> feed.publish(tx, List.of(put(key, 1)))));

        assertThat(missed).isEmpty();
        FeedPage all = read(database, 0, WRITERS * PUSHES);
        assertThat(all.items())
                .extracting(FeedItem::seq)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, WRITERS * PUSHES)
                        .mapToObj(Long::valueOf)
                        .toList());
    }

    /** The same readers and writers with numbers from a sequence, taken before the commit: the test can fail. */
    @DatabaseTest
    void aReaderMissesChangesThatASequenceNumbers(TestDatabase.Kind kind) throws Exception {
        Database database = kind.create().database();
        NaiveFeed naive = new NaiveFeed(database);
        Set<String> missed = missedByAReader(
                () -> polled(database, naive::read), key -> database.inTransaction(tx -> naive.publish(tx, key)));

        assertThat(missed).isNotEmpty();
    }

    /** Lets the writers push while the reader polls, and tells what was pushed and never read. */
    private static Set<String> missedByAReader(Polling polling, Push push) throws Exception {
        Set<String> pushed = new HashSet<>();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                List<String> keys = new ArrayList<>();
                for (int number = 0; number < PUSHES; number++) {
                    keys.add(writer + "-" + number);
                }
                pushed.addAll(keys);
                running.add(writers.submit(() -> keys.forEach(push::push)));
            }
            Poll poll = polling.start();
            while (!running.stream().allMatch(Future::isDone)) {
                poll.once();
            }
            for (Future<?> each : running) {
                each.get();
            }
            pushed.removeAll(poll.once());
            return pushed;
        } finally {
            writers.shutdownNow();
        }
    }

    private static Poll polled(Database database, Reading reading) {
        Set<String> seen = new HashSet<>();
        long[] place = {0};
        return () -> {
            Map<Long, String> page = reading.after(place[0]);
            page.forEach((seq, key) -> {
                seen.add(key);
                place[0] = Math.max(place[0], seq);
            });
            return seen;
        };
    }

    private Map<Long, String> readKeys(Database database, long place) {
        Map<Long, String> keys = new TreeMap<>();
        read(database, place, 1000).items().forEach(item -> keys.put(item.seq(), item.id()));
        return keys;
    }

    private void publish(Database database, FeedChange... changes) {
        database.inTransaction(tx -> feed.publish(tx, List.of(changes)));
    }

    private FeedPage read(Database database, long place, int maxItems) {
        return database.inSnapshot(tx -> reader.read(tx, Map.of(COHORT, place), maxItems, 1_000_000));
    }

    private ScopeState state(Database database) {
        return database.inSnapshot(tx -> reader.states(tx, Set.of(COHORT))).get(COHORT);
    }

    private static FeedChange del(String key) {
        return FeedChange.del(COHORT, "participant", key, 2, "REMOVED");
    }

    private static FeedChange put(String key, long rev) {
        return FeedChange.put(COHORT, "participant", key, rev);
    }

    private interface Polling {
        Poll start();
    }

    private interface Poll {
        /** Reads on from where it was; answers all that it ever read. */
        Set<String> once();
    }

    private interface Push {
        void push(String key);
    }

    private interface Reading {
        Map<Long, String> after(long place);
    }

    /** What the feed must not be. */
    private static final class NaiveFeed {
        private final Database database;
        private final CyclicBarrier numbered = new CyclicBarrier(WRITERS);

        NaiveFeed(Database database) {
            this.database = database;
            database.inTransaction(tx -> tx.handle().execute("create sequence naive_seq")
                    + tx.handle().execute("create table naive_feed (seq bigint primary key, entity_key varchar(64))"));
        }

        /** All writers have their numbers before any commits, as it happens now and then under load. */
        int publish(Transaction tx, String key) {
            int rows = tx.handle().execute("insert into naive_feed values (nextval('naive_seq'), ?)", key);
            try {
                numbered.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return rows;
        }

        Map<Long, String> read(long place) {
            return database.inSnapshot(tx -> tx.handle()
                    .createQuery("select seq, entity_key from naive_feed where seq > :place")
                    .bind("place", place)
                    .reduceRows(new TreeMap<Long, String>(), (map, row) -> {
                        map.put(row.getColumn("seq", Long.class), row.getColumn("entity_key", String.class));
                        return map;
                    }));
        }
    }
}
