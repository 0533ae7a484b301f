package org.hunar.server.journey;

import java.nio.file.Path;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.Kills;
import org.hunar.server.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is killed while phones push, or in a pause between small pushes, loses nothing that it acknowledged, and
 * doubles nothing. In numbers: {@code scripts/bench kill}.
 */
class KilledServerTest {
    @Test
    void nothingAcknowledgedIsLostOnH2(@TempDir Path folder) {
        onH2("H2, phones push", folder).whilePhonesPush();
    }

    @Test
    void nothingAcknowledgedIsLostOnPostgreSql(@TempDir Path folder) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            new Kills(
                            "PostgreSQL, phones push",
                            () -> ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER))
                    .whilePhonesPush();
        }
    }

    @Test
    void smallPushesWithPausesAreKeptOnH2(@TempDir Path folder) {
        onH2("H2, pauses", folder).inPauses();
    }

    private static Kills onH2(String what, Path folder) {
        String url = ServerProcess.durableH2(folder);
        return new Kills(what, () -> ServerProcess.start(folder, url, "hunar"));
    }
}
