package org.hunar.server.blob;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.TusClient.location;
import static org.hunar.server.testing.TusClient.offset;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import io.dropwizard.testing.ConfigOverride;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TusClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.io.TempDir;

/** A link that is cut at random bytes, again and again, brings every file to its end. */
class CutConnectionTest {
    private static final int MOST_CUTS = 200;
    private static final int PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path folder;

    @DatabaseTest
    void whatCameOfACutRequestIsKept(TestDatabase.Kind kind) throws IOException {
        ConfigOverride[] files = {
            ConfigOverride.config("blobs.store", "AUTO"), ConfigOverride.config("blobs.directory", folder.toString())
        };
        try (TestServer server = TestServer.start(kind, files)) {
            WeldingProgramme.setUp(server);
            String token = server.token(AMNA, WeldingProgramme.PASSWORD);
            TusClient amna = new TusClient(server.api(), token);
            byte[] photo = new byte[700_000];
            long seed = new Random().nextLong();
            System.out.println("Cuts by seed " + seed);
            Random random = new Random(seed);
            random.nextBytes(photo);
            String upload = location(amna.announce(photo, "image/jpeg"));
            URI there = server.uri(upload);

            String answer = cut(there, token, photo, 0, 100_001, false);
            assertThat(answer).startsWith("HTTP/1.1 408");
            assertThat(offset(amna.head(upload))).isEqualTo(100_001);

            bring(there, token, photo, random, amna, upload);
            assertThat(offset(amna.announce(photo, "image/jpeg"))).isEqualTo(photo.length);
        }
    }

    /** The server may still be writing what came before the last cut; then the next request is told where it is. */
    private static void bring(URI there, String token, byte[] photo, Random random, TusClient amna, String upload)
            throws IOException {
        int cuts = 0;
        for (int offset = (int) offset(amna.head(upload)); offset < photo.length; cuts++) {
            assertThat(cuts).isLessThan(MOST_CUTS);
            cut(there, token, photo, offset, Math.min(photo.length, offset + random.nextInt(60_000)), true);
            offset = (int) offset(amna.head(upload));
        }
        assertThat(cuts).as("cuts").isPositive();
    }

    /**
     * Announces the rest of the file and sends less.
     *
     * @param reset whether the connection is given up at once, or ended in order and its answer read
     */
    private static String cut(URI upload, String token, byte[] file, int offset, int end, boolean givenUp)
            throws IOException {
        try (Socket socket = new Socket(upload.getHost(), upload.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(head(upload, token, offset, file.length - offset).getBytes(US_ASCII));
            out.write(Arrays.copyOfRange(file, offset, end));
            out.flush();
            if (givenUp && end < file.length) {
                // every other time the system throws away what it has not sent or handed over yet
                socket.setSoLinger(end % 2 == 0, 0);
                return "";
            }
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    private static String head(URI upload, String token, int offset, int length) {
        return String.join(
                "\r\n",
                "PATCH " + upload.getPath() + " HTTP/1.1",
                "Host: " + upload.getAuthority(),
                "Authorization: Bearer " + token,
                "Tus-Resumable: 1.0.0",
                "Content-Type: application/offset+octet-stream",
                "Upload-Offset: " + offset,
                "Content-Length: " + length,
                "Connection: close",
                "",
                "");
    }
}
