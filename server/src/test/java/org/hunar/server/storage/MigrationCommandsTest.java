package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hunar.server.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationCommandsTest {
    @TempDir
    Path folder;

    @Test
    void aFreshDatabaseIsGivenItsTables() {
        ServerProcess.configure(folder, ServerProcess.durableH2(folder), "sa");

        assertThat(db("migrate")).doesNotContain("exit code");
        assertThat(db("status")).contains("up to date").doesNotContain("exit code");
    }

    /** The embedded database is open to one process at a time. */
    @Test
    void besideARunningServerTheyTellWhatIsInTheirWay() {
        try (ServerProcess server = ServerProcess.start(folder, ServerProcess.durableH2(folder), "sa")) {
            assertThat(server.api().adminToken()).isNotEmpty();

            for (String verb : List.of("status", "migrate")) {
                assertThat(db(verb))
                        .isEqualTo("The tables are as they were: a server that is running has the database open:"
                                + " stop it first\nexit code 1");
            }
        }
    }

    private String db(String verb) {
        return ServerProcess.command(folder, List.of(), "db", verb, "config.yml");
    }
}
