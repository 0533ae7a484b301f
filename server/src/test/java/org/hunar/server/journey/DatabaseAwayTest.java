package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped and started again under a server that runs: it says so meanwhile, and goes on. */
class DatabaseAwayTest {
    @Test
    void theServerGoesOnByItselfOnceItsDatabaseIsBack(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("postgresql");
        int port = freePort();
        WitnessPhone phone = new WitnessPhone();
        DurablePostgreSql postgreSql = DurablePostgreSql.startIn(data, port);
        try (ServerProcess server = ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER)) {
            SyncClient client = new SyncClient(
                    server.api(), WeldingProgramme.setUp(server.api()).tokenOf(AMNA));
            assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);

            postgreSql.close();
            HttpResponse<String> refused = phone.pushNew(client);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(ApiClient.json(refused).text("code")).isEqualTo("DATABASE_UNAVAILABLE");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isPositive();
            assertThat(ServerProcess.command("doctor", folder)).contains("WRONG    database         cannot be reached");

            postgreSql = DurablePostgreSql.startIn(data, port);
            assertThat(phone.repeat(client).statusCode()).isEqualTo(200);
            WitnessPhone.assertNothingIsLost(client, List.of(phone));
        } finally {
            postgreSql.close();
        }
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
