package org.hunar.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.hunar.server.http.PageRequest;
import org.hunar.server.programme.TestProgrammes;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.NoServer;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
    @TempDir
    private Path folder;

    private final TestingClock clock = new TestingClock(TestServer.START);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Users users;
    private Cli cli;

    @DatabaseTest
    void aUserIsAddedWithRolesAndAPasswordThatIsPrintedOnce(TestDatabase.Kind kind) throws Exception {
        start(kind);
        cli.run("user", "add", "config.yml", "asma", "--role", "TRAINER:cpec-weld:lhr-03,khi-01", "--language", "ur");

        String printed = out.toString(UTF_8);
        assertThat(printed).startsWith("asma  TRAINER:cpec-weld:khi-01:lhr-03");
        String password = printed.lines().toList().get(1).split(" ")[1];
        assertThat(users.signIn(new UserName("asma"), password)).isPresent();

        out.reset();
        cli.run("user", "list", "config.yml");
        assertThat(out.toString(UTF_8).lines()).hasSize(2).first().isEqualTo("admin  ADMIN");
        assertThat(out.toString(UTF_8)).doesNotContain(password);
    }

    @DatabaseTest
    void aRefusalIsASentence(TestDatabase.Kind kind) throws Exception {
        start(kind);
        cli.run("user", "add", "config.yml", "admin");
        cli.run("user", "add", "config.yml", "asma", "--role", "MANAGER:nowhere");
        cli.run("user", "add", "config.yml", "asma", "--role", "KING");
        assertThat(err.toString(UTF_8).lines())
                .hasSize(3)
                .allSatisfy(line -> assertThat(line).startsWith("No user was added: "));
        assertThat(users.page(PageRequest.WHOLE)).hasSize(1);
    }

    /** The embedded database is open to one process at a time. */
    @Test
    void besideARunningServerTheCommandSaysWhatIsInItsWay() {
        try (ServerProcess server = ServerProcess.start(folder, ServerProcess.durableH2(folder), "sa")) {
            assertThat(server.api().adminToken()).isNotEmpty();

            for (String[] verb : new String[][] {{"list", "config.yml"}, {"add", "config.yml", "asma"}}) {
                List<String> command = new ArrayList<>(List.of("user"));
                command.addAll(List.of(verb));
                assertThat(ServerProcess.command(folder, List.of(), command.toArray(String[]::new)))
                        .endsWith("a server that is running has the database open: stop it first\nexit code 1")
                        .hasLineCount(2);
            }
        }
    }

    private void start(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        users = AuthFeature.users(database, PasswordsConfig.DEFAULT, PasswordCost.FOR_TESTS, new SecureRandom(), clock);
        users.addFirst(new UserName("admin"), "sparks fly upwards");
        Places places = TestProgrammes.welding(database, TestPeople.on(database));
        Bootstrap<Configuration> bootstrap = new Bootstrap<>(new NoServer<>());
        bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream("{}".getBytes(UTF_8)));
        bootstrap.addCommand(new UserCommand<>(
                Configuration.class,
                (configuration, work) -> work.with(users, places),
                new SecureRandom(),
                new PrintStream(out, true, UTF_8)));
        cli = new Cli(
                new JarLocation(UserCommandTest.class),
                bootstrap,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
