package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2's file only grows while a server runs; the next start makes it small, and loses nothing even if it is killed at it. */
class SmallAgainTest {
    private static final int CHANGES = 100;
    private static final int CHANGED_BYTES = 500_000;
    private static final long MIB = 1024 * 1024;

    @Test
    void aStartMakesTheFileSmall(@TempDir Path folder) throws Exception {
        String url = ServerProcess.durableH2(folder);
        Path file = folder.resolve("hunar.mv.db");
        Path copy = folder.resolve("hunar.mv.db.tempFile");
        WitnessPhone phone = new WitnessPhone();
        String token;
        try (ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
            token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            assertThat(phone.pushNew(new SyncClient(server.api(), token)).statusCode())
                    .isEqualTo(200);
        }
        changeAgainAndAgain(folder);
        assertThat(Files.size(file)).isGreaterThan(48 * MIB);

        ServerProcess.killWhileItStarts(folder, url, "hunar", copy);
        assertThat(copy).as("it was killed in the midst").exists();
        assertThat(Files.size(file)).isGreaterThan(48 * MIB);

        try (ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
            assertThat(copy).doesNotExist();
            assertThat(Files.size(file)).isLessThan(8 * MIB);
            WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), List.of(phone));
        }
    }

    /** As months of work would: what is stored stays as much, and each change is written at the end of the file. */
    private static void changeAgainAndAgain(Path folder) throws SQLException {
        Random random = new Random(5);
        byte[] bytes = new byte[CHANGED_BYTES];
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:h2:file:" + folder.resolve("hunar") + ";WRITE_DELAY=0;REUSE_SPACE=FALSE", "hunar", "");
                Statement statement = connection.createStatement()) {
            statement.execute("create table changed (n bigint, bytes varbinary)");
            statement.execute("insert into changed values (0, x'00')");
            try (PreparedStatement update = connection.prepareStatement("update changed set n = n + 1, bytes = ?")) {
                for (int i = 0; i < CHANGES; i++) {
                    random.nextBytes(bytes);
                    update.setBytes(1, bytes);
                    update.executeUpdate();
                }
            }
        }
    }
}
