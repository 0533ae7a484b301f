package org.hunar.server.storage;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * H2 stopped at each of its writes. What a process writes to the database's file is recorded, and the file is opened as
 * it was after the first of those writes, the first two, and so on, and in the midst of one: each commit that was
 * acknowledged by then is there, and each one as a whole. Where chance would have to kill a server for days, this looks
 * at every moment. Several lives follow one another, each after a stop at a moment drawn at random, or an orderly one.
 *
 * <p>More of it: {@code -Dcrash.lives=200 -Dcrash.seed=2}.
 */
class CrashPointsTest {
    private static final int LIVES = Integer.getInteger("crash.lives", 12);
    private static final long SEED = Long.getLong("crash.seed", 1);
    private static final int MOST_COMMITS = 40;
    private static final int ORDERLY_EVERY = 4;
    /** One in so many moments is looked at. */
    private static final int SAMPLE = 5;

    private static final int TABLES = 4;
    private static final String URL_WORDS =
            ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final String AT_ONCE = ";RETENTION_TIME=0";

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private final List<String> lost = new ArrayList<>();
    private long looked;
    private long kept;

    @Test
    void asTheServerOpensItNothingAcknowledgedIsLost() throws Exception {
        live(StorageFeature.H2_IN_A_SERVER);

        System.out.printf("crash points looked at: %d, with a loss: %d (seed %d)%n", looked, lost.size(), SEED);
        assertThat(looked).isGreaterThan(LIVES);
        assertThat(lost).isEmpty();
    }

    /** Should this fail, H2 has been mended: the server may let it reuse space, and its file stays small by itself. */
    @Test
    void wereSpaceUsedAgainItWouldBeLost() throws Exception {
        live(StorageFeature.H2_IN_A_SERVER.replace(";REUSE_SPACE=FALSE", AT_ONCE));

        assertThat(lost).isNotEmpty();
    }

    private void live(String settings) throws Exception {
        for (int life = 1; life <= LIVES; life++) {
            boolean orderly = life % ORDERLY_EVERY == 0;
            TreeMap<Integer, Long> acknowledged = work(settings, orderly);
            stopAnywhere(RecordedFile.changes(), acknowledged, orderly, "life " + life);
        }
    }

    /** @return how many commits were acknowledged in all, by the number of changes that the file had seen by then */
    private TreeMap<Integer, Long> work(String settings, boolean orderly) throws Exception {
        if (Files.exists(before())) {
            Files.copy(before(), file("live"), REPLACE_EXISTING);
        }
        RecordedFile.begin();
        TreeMap<Integer, Long> acknowledged = new TreeMap<>();
        try (Connection connection = open(RecordedFile.SCHEME + ":", "live", settings)) {
            if (kept == 0) {
                createTables(connection);
            }
            acknowledged.put(RecordedFile.changes().size(), kept);
            connection.setAutoCommit(false);
            long last = kept + 1 + random.nextInt(MOST_COMMITS);
            for (long number = kept + 1; number <= last; number++) {
                commit(connection, number);
                acknowledged.put(RecordedFile.changes().size(), number);
            }
            if (!orderly) {
                endAtOnce(connection);
            }
        }
        return acknowledged;
    }

    /** Looks at moments of that life; the next one goes on from one of them. */
    private void stopAnywhere(
            List<RecordedFile.Change> changes, TreeMap<Integer, Long> acknowledged, boolean orderly, String life)
            throws Exception {
        int first = acknowledged.firstKey();
        int end = orderly ? changes.size() : first + random.nextInt(changes.size() - first + 1);
        Path growing = file("growing");
        Path next = folder.resolve("next");
        Files.deleteIfExists(growing);
        if (Files.exists(before())) {
            Files.copy(before(), growing);
        }
        long goesOnWith = kept;
        try (FileChannel file = FileChannel.open(growing, CREATE, WRITE)) {
            for (int made = 0; made <= changes.size(); made++) {
                if (made > 0) {
                    changes.get(made - 1).applyTo(file);
                }
                if (made == end) {
                    Files.copy(growing, next, REPLACE_EXISTING);
                }
                if (made >= first && (made == end || random.nextInt(SAMPLE) == 0)) {
                    long found = look(growing, acknowledged.floorEntry(made).getValue(), life + ", change " + made);
                    goesOnWith = made == end ? found : goesOnWith;
                    lookTorn(growing, changes, made, acknowledged, life);
                }
            }
        }
        if (goesOnWith >= 0) {
            Files.move(next, before(), REPLACE_EXISTING);
            kept = goesOnWith;
        }
    }

    private void lookTorn(
            Path growing, List<RecordedFile.Change> changes, int made, TreeMap<Integer, Long> acknowledged, String life)
            throws Exception {
        if (made < changes.size() && !changes.get(made).isTruncation()) {
            Path torn = Files.copy(growing, file("torn"), REPLACE_EXISTING);
            try (FileChannel file = FileChannel.open(torn, WRITE)) {
                changes.get(made).torn().applyTo(file);
            }
            look(torn, acknowledged.floorEntry(made).getValue(), life + ", in the midst of change " + (made + 1));
        }
    }

    /** @return how many commits are there; negative, and it is written down, if not those that should be */
    private long look(Path file, long acknowledged, String moment) throws Exception {
        Files.copy(file, file("looked-at"), REPLACE_EXISTING);
        looked++;
        try (Connection connection = open("", "looked-at", ";IFEXISTS=TRUE" + StorageFeature.H2_IN_A_SERVER)) {
            List<Long> counts = counts(connection);
            endAtOnce(connection);
            long found = counts.get(0);
            boolean right =
                    counts.stream().distinct().count() == 1 && (found == acknowledged || found == acknowledged + 1);
            if (!right) {
                lost.add(moment + ": acknowledged " + acknowledged + ", found " + counts);
            }
            return right ? found : -1;
        } catch (SQLException e) {
            lost.add(moment + ": " + e.getMessage());
            return -1;
        }
    }

    private static void createTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table counter (n bigint)");
            statement.execute("insert into counter values (0)");
            for (int table = 0; table < TABLES; table++) {
                statement.execute("create table t" + table + " (id uuid primary key, n bigint unique, text varchar)");
            }
        }
    }

    private void commit(Connection connection, long number) throws SQLException {
        for (int table = 0; table < TABLES; table++) {
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into t" + table + " values (?, ?, ?)")) {
                insert.setObject(1, new UUID(random.nextLong(), random.nextLong()));
                insert.setLong(2, number);
                insert.setString(3, "x".repeat(random.nextInt(3_000)));
                insert.executeUpdate();
            }
        }
        try (PreparedStatement count = connection.prepareStatement("update counter set n = ?")) {
            count.setLong(1, number);
            count.executeUpdate();
        }
        connection.commit();
    }

    /** The number that was counted up, and how many rows each table has. */
    private static List<Long> counts(Connection connection) throws SQLException {
        List<Long> counts = new ArrayList<>();
        counts.add(number(connection, "select n from counter"));
        for (int table = 0; table < TABLES; table++) {
            counts.add(number(connection, "select count(*) from t" + table));
        }
        return counts;
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Nothing more is written. */
    private static void endAtOnce(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("shutdown immediately");
        }
    }

    private Connection open(String scheme, String name, String settings) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:h2:" + scheme + folder.resolve(name) + URL_WORDS + settings, "hunar", "");
    }

    /** As the last life left it. */
    private Path before() {
        return folder.resolve("before");
    }

    private Path file(String name) {
        return folder.resolve(name + ".mv.db");
    }
}
