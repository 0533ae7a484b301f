package org.hunar.server.testing;

import com.codahale.metrics.MetricRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Migrations;
import org.hunar.server.storage.Retry;
import org.hunar.server.storage.StorageConfig;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An empty, migrated database of either kind, made for one test. The migrations run once a JVM and kind; each database
 * after that is a copy (a replayed script on H2 in memory, a template on one embedded PostgreSQL, {@link PreparedPostgreSql}).
 *
 * <pre>{@code
 * @DatabaseTest
 * void keepsWhatItStored(TestDatabase.Kind kind) {
 *     Database database = kind.create().database();
 * }</pre>
 */
public final class TestDatabase {
    private static final String H2_SETTINGS =
            ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private final String url;
    private final String user;
    private final Database database;
    private final Runnable end;

    private TestDatabase(String url, String user, Database database) {
        this(url, user, database, () -> {});
    }

    private TestDatabase(String url, String user, Database database, Runnable end) {
        this.url = url;
        this.user = user;
        this.database = database;
        this.end = end;
    }

    /** Which database a test runs on. */
    public enum Kind {
        H2 {
            @Override
            public TestDatabase create() {
                String url = "jdbc:h2:mem:" + UUID.randomUUID() + H2_SETTINGS;
                DataSource source = JdbcConnectionPool.create(h2(url));
                execute(source, H2Schema.SCRIPT);
                Database database = Database.over(source, Dialect.H2, retry(), TestSeal.SEAL);
                return new TestDatabase(url, "sa", database, () -> execute(source, "shutdown"));
            }
        },
        POSTGRESQL {
            @Override
            public TestDatabase create() {
                String url = PostgreSql.createFromTemplate();
                return new TestDatabase(
                        url, "postgres", Database.over(pool(url), Dialect.POSTGRESQL, retry(), TestSeal.SEAL));
            }
        };

        public abstract TestDatabase create();
    }

    /** An H2 database for a server that makes it by itself, wherever the URL says. */
    static TestDatabase ofServer(String h2Url) {
        return new TestDatabase(
                h2Url,
                "hunar",
                Database.over(JdbcConnectionPool.create(h2(h2Url)), Dialect.H2, retry(), TestSeal.SEAL));
    }

    /** A PostgreSQL that is there, and is migrated. */
    public static TestDatabase of(PostgreSqlPair pair) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(pair.url());
        source.setUser(DurablePostgreSql.USER);
        return new TestDatabase(
                pair.url(), DurablePostgreSql.USER, Database.over(source, Dialect.POSTGRESQL, retry(), TestSeal.SEAL));
    }

    /** For a command that opens the database by itself. */
    public StorageConfig config() {
        StorageConfig config = new StorageConfig();
        config.setUrl(url);
        config.setUser(user);
        return config;
    }

    public Database database() {
        return database;
    }

    /** For a server that opens the database by itself. */
    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    /**
     * As a server has it: to connect for each transaction would cost more than the work of most. What is idle is soon
     * closed, since by the end there are hundreds of databases.
     */
    private static DataSource pool(String postgreSqlUrl) {
        StorageConfig config = new StorageConfig();
        config.setDriverClass("org.postgresql.Driver");
        config.setUrl(postgreSqlUrl);
        config.setUser("postgres");
        config.setInitialSize(0);
        config.setMinSize(0);
        config.setMinIdleTime(io.dropwizard.util.Duration.seconds(1));
        config.setEvictionInterval(io.dropwizard.util.Duration.seconds(1));
        return config.build(new MetricRegistry(), "test");
    }

    /** Nobody needs it any more: one in memory would stay there until the JVM ends. */
    void end() {
        end.run();
    }

    private static Retry retry() {
        return new Retry(new Random(), TestDatabase::sleep);
    }

    private static void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword("");
        return source;
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The statements that rebuild a migrated H2 database. */
    private static final class H2Schema {
        static final String SCRIPT = script();

        private static String script() {
            DataSource source = h2("jdbc:h2:mem:migrated" + H2_SETTINGS);
            Migrations.update(source);
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("script nopasswords nosettings")) {
                StringBuilder script = new StringBuilder();
                while (rows.next()) {
                    script.append(rows.getString(1)).append('\n');
                }
                return script.toString()
                        .lines()
                        .filter(TestDatabase::isNotTheUser)
                        .collect(Collectors.joining("\n"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Each H2 database is born with its user, whom the script would make again. */
    private static boolean isNotTheUser(String statement) {
        return !statement.startsWith("CREATE USER");
    }

    /** One PostgreSQL a JVM, started at first use; it ends, and its databases with it, when the JVM does. */
    private static final class PostgreSql {
        private static final EmbeddedPostgres SERVER = start();

        /** @return its URL */
        static synchronized String createFromTemplate() {
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            execute(SERVER.getTemplateDatabase(), "create database " + name + " template postgres");
            return SERVER.getJdbcUrl("postgres", name);
        }

        private static EmbeddedPostgres start() {
            try {
                Path folder = PreparedPostgreSql.copyTo(Files.createTempDirectory("hunar-postgresql"));
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setServerConfig("max_connections", "200")
                        // by the end it has hundreds of databases, of which it would look at one after the other
                        .setServerConfig("autovacuum", "off")
                        .setPGStartupWait(Duration.ofSeconds(60))
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void end(EmbeddedPostgres server, Path folder) {
            try {
                ProcessHandle postmaster = DurablePostgreSql.postmaster(folder);
                server.close();
                postmaster.onExit().join();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Folders.delete(folder);
        }
    }
}
