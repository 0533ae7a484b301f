package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableH2Test {
    private static final String SETTINGS =
            ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
    /** As in Linux's fcntl.h, octal. */
    private static final int O_DSYNC = 010000;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells how a file was opened, in /proc")
    void theDataFileIsOpenedSoThatEachWriteReachesTheDisk(@TempDir Path folder) throws Exception {
        DurableFilePath.register();

        try (Connection connection =
                DriverManager.getConnection("jdbc:h2:dsync:" + folder.resolve("hunar") + SETTINGS, "hunar", "")) {
            assertThat(connection.isValid(1)).isTrue();
            assertThat(flagsOf(folder.resolve("hunar.mv.db"))).isNotEmpty().allMatch(flags -> (flags & O_DSYNC) != 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:./data/hunar" + SETTINGS,
                "jdbc:h2:file:./data/hunar" + SETTINGS,
                "jdbc:h2:nio:./data/hunar" + SETTINGS,
                "jdbc:h2:tcp://localhost/./data/hunar" + SETTINGS,
                "jdbc:h2:mem:hunar" + SETTINGS
            })
    void whatLosesAcknowledgedWorkIsRefused(String url) {
        assertThatThrownBy(() -> DatabaseUrl.DURABLE.check(url))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("loses acknowledged work; write jdbc:h2:dsync:./data/hunar;WRITE_DELAY=0");
    }

    @Test
    void aDelayedWriteIsRefused() {
        String url = "jdbc:h2:dsync:./data/hunar;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

        assertThatThrownBy(() -> DatabaseUrl.DURABLE.check(url)).hasMessageContaining("lacks WRITE_DELAY=0");
        assertThatThrownBy(() -> DatabaseUrl.DURABLE.check(url + ";WRITE_DELAY=500"))
                .hasMessageContaining("lacks WRITE_DELAY=0");
    }

    @Test
    void h2WithoutPostgreSqlsWaysIsRefused() {
        assertThatThrownBy(() -> DatabaseUrl.DURABLE.check("jdbc:h2:dsync:./data/hunar;WRITE_DELAY=0"))
                .hasMessageContaining("lacks MODE=POSTGRESQL");
    }

    @Test
    void theDefaultAndPostgreSqlAreTaken() {
        assertThat(DatabaseUrl.DURABLE.check(new StorageConfig().getUrl())).isEqualTo(Dialect.H2);
        assertThat(DatabaseUrl.DURABLE.check("jdbc:postgresql://localhost/hunar"))
                .isEqualTo(Dialect.POSTGRESQL);
        assertThatCode(() -> DatabaseUrl.DURABLE_OR_IN_MEMORY.check("jdbc:h2:mem:hunar" + SETTINGS))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherDatabaseIsRefused() {
        assertThatThrownBy(() -> DatabaseUrl.DURABLE.check("jdbc:mysql://localhost/hunar"))
                .isInstanceOf(RefusedToStartException.class)
                .hasMessageContaining("database.url must begin with");
    }

    /** Open flags of every descriptor that this process holds on the file. */
    private static List<Integer> flagsOf(Path file) throws IOException {
        Path real = file.toRealPath();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> pointsTo(descriptor, real))
                    .map(DurableH2Test::flags)
                    .toList();
        }
    }

    private static boolean pointsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false; // closed meanwhile, such as the listing's own
        }
    }

    private static int flags(Path descriptor) {
        try {
            return Files.readAllLines(Path.of(
                            "/proc/self/fdinfo", descriptor.getFileName().toString()))
                    .stream()
                    .filter(line -> line.startsWith("flags:"))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
