package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An administrator stops the server, as for an update, while a phone on a slow line is in the midst of a push. */
class StoppedServerTest {
    private static final int CONNECT_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void itFinishesWhatItTookAndTakesNothingNew(@TempDir Path folder) throws Exception {
        String url = ServerProcess.durableH2(folder);
        WitnessPhone phone = new WitnessPhone();
        try (ServerProcess server = ServerProcess.start(
                folder,
                url,
                "hunar",
                "-Ddw.logging.appenders[0].layout.type=json",
                "-Ddw.logging.loggers.org\\.hunar=INFO")) {
            String token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            byte[] push = phone.capture().getBytes(StandardCharsets.UTF_8);
            URI address = server.api().uri("/");
            try (Socket line = new Socket(address.getHost(), address.getPort())) {
                line.setSoTimeout((int) PATIENCE.toMillis());
                String head = "POST /api/v1/sync/push HTTP/1.1\r\nHost: hunar\r\nConnection: close\r\n"
                        + "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + push.length + "\r\n\r\n";
                line.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                line.getOutputStream().write(push, 0, push.length / 2);
                line.getOutputStream().flush();
                // once this is answered, the half push before it has been taken, too
                assertThat(server.api().get("/api/v1/me", token).statusCode()).isEqualTo(200);

                server.stop();
                awaitClosed(address);
                line.getOutputStream().write(push, push.length / 2, push.length - push.length / 2);
                line.getOutputStream().flush();

                assertThat(new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 200")
                        .contains("\"APPLIED\"");
            }
            assertIsJson(server.saidUntilItEnded());
        }
    }

    /** Nobody gets in any more. */
    private static void awaitClosed(URI address) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
                Thread.onSpinWait();
            } catch (IOException closed) {
                return;
            }
        }
        throw new AssertionError("the port is still open");
    }

    /** A log in JSON lines, each with its time and level. */
    private static void assertIsJson(String log) {
        List<String> lines = log.lines().filter(line -> line.startsWith("{")).toList();
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            JsonObject entry = Json.readObject(line);
            assertThat(entry.names()).contains("timestamp", "level", "logger", "message");
        });
    }
}
