package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.FillableFile;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.Volume;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real server on H2 whose disk is filled by somebody else while a phone pushes, on a small file system of its own.
 * Pushes are refused by name and nothing acknowledged is lost; once there is room the server goes on by itself.
 */
class FullDiskTest {
    private static final int MEGABYTES = 16;
    private static final int MOST_PUSHES = 300;
    private static final long PATIENCE_SECONDS = 60;

    @Test
    void theServerSaysSoAndGoesOnByItselfOnceThereIsRoom(@TempDir Path folder) throws Exception {
        try (Volume disk = Volume.inMemory(folder.resolve("data"), MEGABYTES)) {
            String url = ServerProcess.durableH2(disk.path());
            WitnessPhone phone = new WitnessPhone();
            String token;
            try (ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
                token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
                SyncClient client = new SyncClient(server.api(), token);
                assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);

                Path ballast = fill(disk.path().resolve("ballast"));
                assertRefusedByName(pushUntilRefused(phone, client));
                assertThat(server.api().get("/api/v1/hello", "").statusCode()).isEqualTo(200);

                // H2 closes itself when a write fails, and is opened again by whoever asks next
                assertThat(ServerProcess.command("doctor", folder))
                        .contains("WRONG    disk             full: 0 MiB of 16 MiB are free in " + disk.path())
                        .containsAnyOf("is open in a server that is running, as it should be", "can be read by H2");

                Files.delete(ballast);
                repeatUntilTaken(phone, client);
                WitnessPhone.assertNothingIsLost(client, List.of(phone));
            }
            try (ServerProcess server = ServerProcess.start(folder, url, "hunar")) {
                WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), List.of(phone));
            }
        }
    }

    /** The same where nothing can be mounted: here it is the files that say so, to a server in this process. */
    @Test
    void neitherDoFailingWritesLoseAnything(@TempDir Path folder) {
        String url = FillableFile.durableH2(folder);
        WitnessPhone phone = new WitnessPhone();
        String token;
        try (TestServer server = TestServer.embedded(url)) {
            token = WeldingProgramme.setUp(server).tokenOf(AMNA);
            SyncClient client = new SyncClient(server.api(), token);
            assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);

            FillableFile.fill(true);
            assertRefusedByName(pushUntilRefused(phone, client));
            assertThat(server.get("/api/v1/hello", "").statusCode()).isEqualTo(200);

            FillableFile.fill(false);
            repeatUntilTaken(phone, client);
            WitnessPhone.assertNothingIsLost(client, List.of(phone));
        } finally {
            FillableFile.fill(false);
        }
        try (TestServer server = TestServer.embedded(url)) {
            WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), List.of(phone));
        }
    }

    private static Path fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (Files.getFileStore(file).getUsableSpace() > 0) {
                out.write(block);
            }
        }
        return file;
    }

    /** The database's file has room within itself for some more. */
    private static HttpResponse<String> pushUntilRefused(WitnessPhone phone, SyncClient client) {
        HttpResponse<String> answer = phone.pushNew(client);
        for (int pushes = 1; pushes < MOST_PUSHES && answer.statusCode() == 200; pushes++) {
            answer = phone.pushNew(client);
        }
        return answer;
    }

    private static void assertRefusedByName(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(ApiClient.json(answer).text("code")).isEqualTo("DISK_FULL");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }

    private static void repeatUntilTaken(WitnessPhone phone, SyncClient client) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        HttpResponse<String> answer = phone.repeat(client);
        while (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(System.nanoTime()).as(answer.body()).isLessThan(deadline);
            answer = phone.repeat(client);
        }
    }
}
