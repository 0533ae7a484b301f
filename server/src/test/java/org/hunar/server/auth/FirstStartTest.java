package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
    private static final UserName ADMIN = new UserName("admin");

    private final List<String> console = new ArrayList<>();

    @TempDir
    private Path folder;

    @DatabaseTest
    void withoutAChosenPasswordOneIsToldOnce(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        Users users = start(database, Optional.empty());
        assertThat(console).hasSize(1);
        String password = console.get(0).replaceFirst(".* with the password (\\S+) .*", "$1");
        assertThat(users.signIn(ADMIN, password)).isPresent();

        start(database, Optional.empty());
        assertThat(console).as("told once").hasSize(1);
    }

    @DatabaseTest
    void aChosenPasswordIsNeverTold(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        Users users = start(database, Optional.of("sparks fly upwards"));
        start(database, Optional.of("another at a later start"));
        assertThat(console).isEmpty();
        assertThat(users.signIn(ADMIN, "sparks fly upwards")).isPresent();
    }

    @DatabaseTest
    void aPasswordThatIsTooShortEndsTheStart(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        assertThatThrownBy(() -> start(database, Optional.of("short")))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("HUNAR_ADMIN_PASSWORD");
    }

    @Test
    void theEnvironmentChoosesWhereTheSettingsSayNothing() {
        Map<String, String> environment = Map.of("HUNAR_ADMIN_PASSWORD", "sparks fly upwards");
        assertThat(PasswordsConfig.DEFAULT.chosenBy(environment).administrator())
                .contains("sparks fly upwards");
        assertThat(PasswordsConfig.DEFAULT.chosenBy(Map.of()).administrator()).isEmpty();
        assertThat(new PasswordsConfig(Optional.of("as it is written"), null, null, null)
                        .chosenBy(environment)
                        .administrator())
                .contains("as it is written");
    }

    private Users start(Database database, Optional<String> password) {
        AuthFeature auth = new AuthFeature(
                database,
                new TokensConfig(Optional.empty(), null, folder.resolve("token.key"), null, null),
                new PasswordsConfig(password, 1, null, null),
                PasswordCost.FOR_TESTS,
                new SecureRandom(),
                new TestingClock(TestServer.START));
        auth.addAdministrator(console::add);
        return auth.users();
    }
}
