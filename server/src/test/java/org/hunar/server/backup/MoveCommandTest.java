package org.hunar.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.testing.NoServer;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator moves from the embedded database to a PostgreSQL, and the power fails now and then. */
class MoveCommandTest {
    @TempDir
    Path folder;

    private final TestDatabase old = TestDatabase.Kind.H2.create();
    private final TestDatabase postgresql = TestDatabase.Kind.POSTGRESQL.create();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void allIsMovedHoweverOftenItIsBrokenOffAndComparedWhereItArrives() throws Exception {
        try (TestServer server = TestServer.over(old)) {
            BackupTest.fill(server);
        }
        Site target = BackupTest.site(postgresql, BackupTest.KEY);

        for (int lines : new int[] {1, 12, 30}) {
            assertThat(move(lines)).as(said()).isFalse();
            assertThatThrownBy(() -> BackupTest.tools().backUp(target, folder.resolve("half"), line -> {}))
                    .isInstanceOf(RefusedToStartException.class)
                    .hasMessageContaining("again");
        }
        assertThat(said()).contains("Going on with what was broken off");
        out.reset();
        assertThat(move(Integer.MAX_VALUE)).as(said()).isTrue();

        Manifest manifest = new BackupFile(folder.resolve("moved")).verify();
        assertThat(manifest.rows()).isPositive();
        assertThat(said()).contains("Compared: all " + manifest.rows() + " rows", "Moved: ", "new.yml");
        Path second = folder.resolve("second");
        BackupTest.tools().backUp(target, second, line -> {});
        BackupTest.assertSame(manifest, new BackupFile(second).verify());
        BackupTest.goesOn(postgresql);
    }

    @Test
    void nothingIsMovedIntoADatabaseThatIsInUse() throws Exception {
        for (TestDatabase each : new TestDatabase[] {old, postgresql}) {
            try (TestServer server = TestServer.over(each)) {
                assertThat(server.adminToken()).isNotEmpty();
            }
        }

        assertThat(move(Integer.MAX_VALUE)).isFalse();

        assertThat(err.toString(UTF_8))
                .startsWith("Not moved: the database is not empty")
                .hasLineCount(1);
    }

    /** @param lines after which the power fails */
    private boolean move(int lines) throws Exception {
        Map<String, Site> sites = Map.of(
                "old.yml",
                BackupTest.site(old, BackupTest.KEY),
                "new.yml",
                BackupTest.site(postgresql, BackupTest.KEY));
        Bootstrap<Named> bootstrap = new Bootstrap<>(new NoServer<>());
        bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream(("name: " + path).getBytes(UTF_8)));
        bootstrap.addCommand(new MoveCommand<>(
                Named.class, named -> sites.get(named.name), BackupTest.tools(), new PrintStream(out, true, UTF_8) {
                    private int told;

                    @Override
                    public void println(String line) {
                        if (++told > lines) {
                            throw new IllegalStateException("the power failed");
                        }
                        super.println(line);
                    }
                }));
        Cli cli = new Cli(
                new JarLocation(MoveCommandTest.class),
                bootstrap,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
        return cli.run("move", "old.yml", "new.yml", folder.resolve("moved").toString())
                .isEmpty();
    }

    private String said() {
        return out.toString(UTF_8) + err.toString(UTF_8);
    }

    /** Settings that only say which file they are from. */
    private static final class Named extends Configuration {
        @JsonProperty
        private String name;
    }
}
