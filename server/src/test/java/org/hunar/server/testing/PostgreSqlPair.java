package org.hunar.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A PostgreSQL with a synchronous standby: what the primary acknowledges is on two disks. The primary can be killed and
 * the standby be made the primary, as an operator or Patroni does.
 */
public final class PostgreSqlPair implements AutoCloseable {
    private static final String STANDBY = "standby";
    private static final int PATIENCE_TENTHS = 300;

    private final Path folder;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;
    private boolean primaryIsGone;
    private boolean standbyIsGone;

    private PostgreSqlPair(Path folder, EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.folder = folder;
        this.primary = primary;
        this.standby = standby;
    }

    /** With one database, migrated. */
    public static PostgreSqlPair start(Path folder) throws Exception {
        Path one = PreparedPostgreSql.copyTo(folder.resolve("one"));
        Path other = PreparedPostgreSql.copyTo(folder.resolve("other"));
        EmbeddedPostgres primary = builder(one)
                .setServerConfig("synchronous_standby_names", STANDBY)
                .start();
        Files.writeString(
                other.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres application_name="
                        + STANDBY + "'\n",
                StandardOpenOption.APPEND);
        Files.createFile(other.resolve("standby.signal"));
        PostgreSqlPair pair = new PostgreSqlPair(folder, primary, builder(other).start());
        pair.awaitSynchronous();
        return pair;
    }

    /** Of whichever is the primary: a node finds it by itself when they have changed places. */
    public String url() {
        return "jdbc:postgresql://localhost:" + primary.getPort() + ",localhost:" + standby.getPort()
                + "/postgres?targetServerType=primary&hostRecheckSeconds=1&connectTimeout=2&socketTimeout=30";
    }

    /** Of the standby, to read from. */
    public String standbyUrl() {
        return "jdbc:postgresql://localhost:" + standby.getPort() + "/postgres?connectTimeout=2&socketTimeout=30";
    }

    /** The standby goes on taking the log, and reads no more of it: what it shows stays as it is. */
    public void holdReplay() throws SQLException {
        at(standby, "select pg_wal_replay_pause()");
    }

    public void goOnReplaying() throws SQLException {
        at(standby, "select pg_wal_replay_resume()");
    }

    /** As when its machine burns down. */
    public void killPrimary() throws IOException {
        kill("one");
        primaryIsGone = true;
    }

    /** The primary waits for it no longer, as an operator sees to. */
    public void killStandby() throws IOException, SQLException {
        kill("other");
        standbyIsGone = true;
        at(primary, "alter system set synchronous_standby_names = ''");
        at(primary, "select pg_reload_conf()");
    }

    private void kill(String data) throws IOException {
        ProcessHandle postmaster = DurablePostgreSql.postmaster(folder.resolve(data));
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Makes the standby the primary; returns when it takes work. */
    public void promote() throws SQLException {
        at(standby, "select pg_promote(true, 60)");
    }

    private static void at(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        if (!standbyIsGone) {
            standby.close();
        }
        if (!primaryIsGone) {
            primary.close();
        }
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("wal_level", "replica")
                .setServerConfig("hot_standby", "on")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    private void awaitSynchronous() throws Exception {
        DataSource source = primary.getPostgresDatabase();
        for (int i = 0; i < PATIENCE_TENTHS; i++) {
            if (isSynchronous(source)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("the standby did not follow");
    }

    private static boolean isSynchronous(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select 1 from pg_stat_replication where sync_state = 'sync'")) {
            return row.next();
        }
    }
}
