package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestSeal;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot read the names in its database does not start, and says which file is missing. */
class IdentityKeyTest {
    @TempDir
    private Path folder;

    @DatabaseTest
    void theKeyIsMadeWithTheDatabaseAndNeverAgain(TestDatabase.Kind kind) throws Exception {
        Jdbi jdbi = jdbi(kind.create());
        Path file = folder.resolve("identity.key");
        IdentityConfig config = new IdentityConfig(null, null, file);

        String closed = seal(jdbi, config).close("Sana");
        assertThat(seal(jdbi, config).open(closed)).isEqualTo("Sana");

        Files.move(file, folder.resolve("elsewhere"));
        assertThatThrownBy(() -> seal(jdbi, config))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining(file + " is not there: put it back from where you keep a copy");
        assertThat(file).doesNotExist();

        Files.move(folder.resolve("elsewhere"), file);
        assertThat(seal(jdbi, config).open(closed)).isEqualTo("Sana");
    }

    @DatabaseTest
    void theKeyOfAnotherDatabaseIsRefused(TestDatabase.Kind kind) {
        Jdbi jdbi = jdbi(kind.create());
        seal(jdbi, new IdentityConfig(Optional.of(TestSeal.KEY), null, null));

        assertThatThrownBy(() -> seal(jdbi, new IdentityConfig(null, null, folder.resolve("new.key"))))
                .isInstanceOf(RefusedToStartException.class);
        assertThatThrownBy(() -> seal(jdbi, new IdentityConfig(Optional.of("A".repeat(43) + "="), null, null)))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("sealed with another key than that of identity.key");
    }

    /** Whoever followed an advice to delete this file would lose every name. */
    @DatabaseTest
    void aKeyThatIsNoneIsRefusedInPlainWords(TestDatabase.Kind kind) throws Exception {
        Jdbi jdbi = jdbi(kind.create());
        Path file = folder.resolve("identity.key");
        IdentityConfig config = new IdentityConfig(null, null, file);
        seal(jdbi, config);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> seal(jdbi, config))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageEndingWith("chmod 600 " + file);
        assertThatThrownBy(() -> seal(jdbi, new IdentityConfig(Optional.of("A".repeat(64)), null, null)))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("identity.key holds 48 bytes, exactly 32 are needed");
    }

    private static Seal seal(Jdbi jdbi, IdentityConfig config) {
        return new IdentityKey(jdbi, config, new SecureRandom()).seal();
    }

    private static Jdbi jdbi(TestDatabase database) {
        return Jdbi.create(database.url(), database.user(), "");
    }
}
