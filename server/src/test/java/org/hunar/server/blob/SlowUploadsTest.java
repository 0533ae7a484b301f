package org.hunar.server.blob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.TusClient.location;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;

/** Each upload under way holds a thread: however many are slow, pushes go on, and who is all too slow is sent away. */
class SlowUploadsTest {
    private static final int PLACES = 3;
    private static final int FILE = 100_000;
    private static final int PATIENCE_MILLIS = 60_000;
    /** Who finds no place and says nothing more is sent away before Jetty gives up an idle connection, after 30 s. */
    private static final int REFUSED_WITHIN_MILLIS = 20_000;

    private static final int BETWEEN_BYTES_MILLIS = 50;
    private static final int STATUS_LINE = "HTTP/1.1 408".length();

    @DatabaseTest
    void pushesGoOnBesideSlowUploadsAndTheSlowestEnd(TestDatabase.Kind kind) throws Exception {
        ConfigOverride[] settings = {
            ConfigOverride.config("blobs.concurrentUploads", Integer.toString(PLACES)),
            ConfigOverride.config("http.minBodyPerSecond", "1000B"),
            ConfigOverride.config("http.bodyPatience", "1s")
        };
        List<Socket> slow = new ArrayList<>();
        try (TestServer server = TestServer.start(kind, settings)) {
            WeldingProgramme.setUp(server);
            String token = server.token(AMNA, WeldingProgramme.PASSWORD);
            TusClient amna = new TusClient(server.api(), token);
            for (int number = 0; number <= PLACES; number++) {
                slow.add(begin(server.uri(location(amna.announce(photo(number), "image/jpeg"))), token));
            }

            assertThat(firstAnswer(slow)).startsWith("HTTP/1.1 503");
            assertThat(new WitnessPhone()
                            .pushNew(new SyncClient(server.api(), token))
                            .statusCode())
                    .isEqualTo(200);

            for (Socket each : slow) {
                assertThat(trickleUntilAnswered(each)).startsWith("HTTP/1.1 408");
            }
            assertThat(patchUntilTaken(amna)).isEqualTo(204);
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    /** What the one is told for which there was no place: whichever of them came last. */
    private static String firstAnswer(List<Socket> waiting) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REFUSED_WITHIN_MILLIS);
        while (System.nanoTime() < deadline) {
            for (Socket each : waiting) {
                String answer = answerOf(each);
                if (!answer.isEmpty()) {
                    each.close();
                    waiting.remove(each);
                    return answer;
                }
            }
        }
        return "";
    }

    /** Other files come until there is a place again. */
    private static int patchUntilTaken(TusClient amna) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        int answered = 0;
        for (int number = PLACES + 1; answered != 204 && System.nanoTime() < deadline; number++) {
            byte[] photo = photo(number);
            answered = amna.patch(location(amna.announce(photo, "image/jpeg")), 0, photo)
                    .statusCode();
        }
        return answered;
    }

    /** Promises a whole file, sends its first byte, and leaves it at that. */
    private static Socket begin(URI upload, String token) throws IOException {
        Socket socket = new Socket(upload.getHost(), upload.getPort());
        socket.setSoTimeout(BETWEEN_BYTES_MILLIS);
        socket.setTcpNoDelay(true);
        String head = String.join(
                "\r\n",
                "PATCH " + upload.getPath() + " HTTP/1.1",
                "Host: " + upload.getAuthority(),
                "Authorization: Bearer " + token,
                "Tus-Resumable: 1.0.0",
                "Content-Type: application/offset+octet-stream",
                "Upload-Offset: 0",
                "Content-Length: " + FILE,
                "Connection: close",
                "",
                "");
        socket.getOutputStream().write((head + "x").getBytes(US_ASCII));
        return socket;
    }

    /** A byte now and then, so that it never is silent. */
    private static String trickleUntilAnswered(Socket socket) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        String answer = "";
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            socket.getOutputStream().write('x');
            answer = answerOf(socket);
        }
        return answer;
    }

    /** Empty while there is none. */
    private static String answerOf(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readNBytes(STATUS_LINE), US_ASCII);
        } catch (SocketTimeoutException notYet) {
            return "";
        }
    }

    private static byte[] photo(int number) {
        return ByteBuffer.allocate(FILE).putInt(number).array();
    }
}
