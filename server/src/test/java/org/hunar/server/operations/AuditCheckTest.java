package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.AuditChain;
import org.hunar.server.auth.AuditHead;
import org.hunar.server.operations.Finding.Level;
import org.hunar.server.storage.CommandDatabase;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.Retry;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestPeople;
import org.hunar.server.testing.TestSeal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a server that is stopped, or that has its PostgreSQL open. */
class AuditCheckTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");

    @TempDir
    Path folder;

    @Test
    void onH2() throws Exception {
        examine(ServerProcess.durableH2(folder), "hunar");
    }

    @Test
    void onPostgreSql() throws Exception {
        TestDatabase database = TestDatabase.Kind.POSTGRESQL.create();
        examine(database.url(), database.user());
    }

    @Test
    void anH2ThatAServerHasOpenAndOneThatIsNotThereAreNotLookedAt() throws Exception {
        String url = ServerProcess.durableH2(folder);
        assertThat(new AuditCheck(config(url, "hunar"), Optional.empty()).look())
                .isEmpty();

        write(url, "hunar");
        Path file = DatabaseUrl.file(url).orElseThrow();
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw");
                FileLock lock = open.getChannel().lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(new AuditCheck(config(url, "hunar"), Optional.empty()).look())
                    .isEmpty();
        }
    }

    private void examine(String url, String user) throws Exception {
        write(url, user);
        Finding unbroken = look(url, user, Optional.empty());
        assertThat(unbroken.level()).isEqualTo(Level.OK);
        assertThat(unbroken.sentence()).startsWith("3 entries, unbroken; note elsewhere, for doctor --audit: 3:");
        String noted = unbroken.sentence().substring(unbroken.sentence().indexOf("3:"));
        assertThat(look(url, user, Optional.of(AuditHead.parse(noted))).level()).isEqualTo(Level.OK);
        assertThat(look(url, user, Optional.of(AuditHead.parse("9" + noted.substring(1))))
                        .sentence())
                .contains("the last ones were cut off");

        use(
                url,
                user,
                database -> database.inTransaction(
                        tx -> tx.handle().execute("update audit set subject = 'cpec-weld/other' where position = 2")));
        Finding broken = look(url, user, Optional.empty());
        assertThat(broken.level()).isEqualTo(Level.WRONG);
        assertThat(broken.sentence())
                .startsWith("entry 2 (")
                .contains("nadia cohort.put cpec-weld/other) is not what was written");
    }

    private static void write(String url, String user) throws Exception {
        use(url, user, database -> {
            threeDeeds(database);
            new AuditChain(database).link();
        });
    }

    private static void use(String url, String user, Consumer<Database> work) throws Exception {
        IdentityConfig identity = new IdentityConfig(Optional.of(TestSeal.KEY), null, null);
        CommandDatabase.use(config(url, user), identity, DatabaseUrl.DURABLE, retry(), new SecureRandom(), work);
    }

    private static void threeDeeds(Database database) {
        Audit audit = TestPeople.on(database).audit();
        database.inTransaction(tx -> {
            for (int cohort = 1; cohort <= 3; cohort++) {
                audit.done(tx, "nadia", "cohort.put", WELDING, "cohort-" + cohort);
            }
            return audit;
        });
    }

    private static Finding look(String url, String user, Optional<AuditHead> noted) {
        return new AuditCheck(config(url, user), noted).look().get(0);
    }

    private static StorageConfig config(String url, String user) {
        StorageConfig config = new StorageConfig();
        config.setUrl(url);
        config.setUser(user);
        return config;
    }

    private static Retry retry() {
        return new Retry(new Random(), pause -> Thread.sleep(pause.toMillis()));
    }
}
