package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.db.DataSourceFactory;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.operations.Finding.Level;
import org.hunar.server.storage.DurableFilePath;
import org.hunar.server.storage.Migrations;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCheckTest {
    private static final String SETTINGS =
            ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    private static final String FORGET_LAST_MIGRATION = "delete from databasechangelog where orderexecuted ="
            + " (select max(orderexecuted) from databasechangelog)";

    private final TestingClock clock = new TestingClock(Instant.now(Clock.systemUTC()));

    @TempDir
    Path folder;

    @Test
    void aUrlThatLosesAcknowledgedWorkIsWrong() {
        assertWrong(look("jdbc:h2:./data/hunar" + SETTINGS, "hunar"), "loses acknowledged work");
        assertWrong(look("jdbc:mysql://localhost/hunar", "hunar"), "must begin with");
    }

    @Test
    void anH2ThatIsNotThereYetIsMadeAtTheStartAndNotByLooking() throws Exception {
        assertThat(look(h2(), "hunar")).singleElement().matches(finding -> finding.level() == Level.OK);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void anH2InOrderIsOkAndLeftAsItWas() throws Exception {
        makeH2();
        byte[] before = Files.readAllBytes(file());

        assertThat(look(h2(), "hunar")).hasSize(2).allMatch(finding -> finding.level() == Level.OK);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    @Test
    void anH2ThatIsBehindIsBroughtUpToDateByTheStart() throws Exception {
        makeH2();
        try (Connection connection = DriverManager.getConnection(h2(), "hunar", "");
                Statement statement = connection.createStatement()) {
            statement.execute(FORGET_LAST_MIGRATION);
        }

        assertThat(look(h2(), "hunar"))
                .contains(Finding.ok("migrations", "1 are run at the next start, by themselves"));
    }

    @Test
    void anH2ThatAServerHasOpenIsAsItShouldBe() throws Exception {
        makeH2();
        try (RandomAccessFile open = new RandomAccessFile(file().toFile(), "rw");
                FileLock lock = open.getChannel().lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(look(h2(), "hunar"))
                    .singleElement()
                    .matches(finding -> finding.level() == Level.OK)
                    .matches(finding -> finding.sentence().contains("is open in a server that is running"));
        }
    }

    @Test
    void aWrongUserOrPasswordIsNamed() throws Exception {
        makeH2();

        assertWrong(look(h2(), "somebody"), "user somebody with this password may not open");
    }

    @Test
    void aFileThatIsNoDatabaseIsWrong() throws Exception {
        Files.write(file(), new byte[64 * 1024]);

        assertWrong(look(h2(), "hunar"), "cannot be opened");
    }

    @Test
    void aPostgreSqlThatForgetsIsWrong() {
        TestDatabase database = TestDatabase.Kind.POSTGRESQL.create();

        assertThat(look(database.url(), database.user()))
                .filteredOn(Finding::isWrong)
                .extracting(Finding::sentence)
                .containsExactly(
                        "fsync is off: a cut of power loses acknowledged work",
                        "synchronous_commit is off: a cut of power loses acknowledged work");
        assertThat(look(database.url(), database.user())).contains(Finding.ok("migrations", "up to date"));
    }

    @Test
    void aPostgreSqlThatIsBehindNamesTheCommandThatHelps() {
        TestDatabase database = TestDatabase.Kind.POSTGRESQL.create();
        database.database().inTransaction(tx -> tx.handle().execute(FORGET_LAST_MIGRATION));

        assertThat(look(database.url(), database.user()))
                .contains(Finding.wrong(
                        "migrations",
                        "1 of this version have not been run",
                        "java -jar hunar.jar db migrate config.yml"));
    }

    @Test
    void clocksThatDifferAreTold() {
        TestDatabase database = TestDatabase.Kind.POSTGRESQL.create();
        clock.advance(Duration.ofHours(2));

        assertThat(look(database.url(), database.user()))
                .filteredOn(finding -> finding.subject().equals("clock"))
                .singleElement()
                .matches(finding -> finding.level() == Level.WARNING)
                .matches(finding -> finding.sentence().contains("away from PostgreSQL's"));
    }

    @Test
    void aPostgreSqlThatCannotBeReachedOrDoesNotLetInIsNamed() {
        String url = TestDatabase.Kind.POSTGRESQL.create().url();

        assertWrong(look("jdbc:postgresql://127.0.0.1:1/hunar", "hunar"), "cannot be reached");
        assertWrong(look(url, "somebody"), "does not let somebody in");
        assertWrong(look(url.replaceAll("/t[0-9a-f]{32}", "/nowhere"), "postgres"), "\"nowhere\" does not exist");
    }

    private void makeH2() {
        DurableFilePath.register();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(h2());
        source.setUser("hunar");
        source.setPassword("");
        Migrations.update(source);
    }

    private String h2() {
        return "jdbc:h2:dsync:" + folder.resolve("hunar") + SETTINGS;
    }

    private Path file() {
        return folder.resolve("hunar.mv.db");
    }

    private List<Finding> look(String url, String user) {
        DataSourceFactory config = new StorageConfig();
        config.setUrl(url);
        config.setUser(user);
        return new DatabaseCheck(config, clock).look();
    }

    private static void assertWrong(List<Finding> findings, String sentence) {
        assertThat(findings)
                .filteredOn(Finding::isWrong)
                .singleElement()
                .matches(finding -> finding.sentence().contains(sentence), sentence)
                .matches(finding -> !finding.remedy().isEmpty());
    }
}
