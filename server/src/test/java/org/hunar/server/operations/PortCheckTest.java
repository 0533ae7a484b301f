package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.jetty.HttpConnectorFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.operations.Finding.Level;
import org.hunar.server.operations.PortCheck.Door;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.StorageConfig;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortCheckTest {
    @Test
    void aFreePortIsFree() throws Exception {
        int port;
        try (ServerSocket socket = socket()) {
            port = socket.getLocalPort();
        }

        assertThat(look(port, Door.APPLICATION)).isEqualTo(Finding.ok("port " + port, "free"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux tells who holds a port, in /proc")
    void whoHasThePortIsNamed() throws Exception {
        try (ServerSocket socket = socket()) {
            Finding finding = look(socket.getLocalPort(), Door.OURS_ALONE);

            assertThat(finding.level()).isEqualTo(Level.WRONG);
            assertThat(finding.sentence())
                    .isEqualTo(
                            "in use by java (process " + ProcessHandle.current().pid() + ")");
        }
    }

    @Test
    void aServerDoesNotStartOnATakenPortAndSaysSo() throws Exception {
        try (ServerSocket socket = socket()) {
            Installation installation = new Installation(
                    List.of(connector(socket.getLocalPort())),
                    List.of(),
                    Optional.empty(),
                    new StorageConfig(),
                    Map.of(),
                    Optional.of(Path.of("data", "blobs")));

            assertThatThrownBy(() -> new Doctor(installation, new TestingClock(Instant.EPOCH)).requireFitToStart())
                    .isInstanceOf(RefusedToStartException.class)
                    .hasMessageContaining("port " + socket.getLocalPort() + ": in use");
        }
    }

    @Test
    void aServerThatRunsIsAsItShouldBe() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            Finding finding = look(server.uri("/").getPort(), Door.APPLICATION);

            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.sentence()).isEqualTo("a Hunar server answers here");
        }
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsNamed() {
        HttpConnectorFactory connector = connector(8443);
        connector.setBindHost("nowhere.invalid");

        assertThat(new PortCheck(connector, Door.APPLICATION).look().get(0).sentence())
                .isEqualTo("bindHost nowhere.invalid is not known here");
    }

    @Test
    void aPortThatTheSystemChoosesIsNotLookedAt() {
        assertThat(new PortCheck(connector(0), Door.APPLICATION).look()).isEmpty();
    }

    private static Finding look(int port, Door door) {
        return new PortCheck(connector(port), door).look().get(0);
    }

    private static HttpConnectorFactory connector(int port) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setPort(port);
        connector.setBindHost("127.0.0.1");
        return connector;
    }

    private static ServerSocket socket() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }
}
