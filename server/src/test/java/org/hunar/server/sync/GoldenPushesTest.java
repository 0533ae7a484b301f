package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hunar.model.json.Json;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** An old app can always push: whatever message was ever shipped is taken, and stays what it was. */
class GoldenPushesTest {
    private static final Path FOLDER = Path.of("..", "shared-model", "src", "test", "resources", "wire", "v1");

    @DatabaseTest
    void everyPushEverShippedIsStored(TestDatabase.Kind kind) throws IOException {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient manager = manager(server);
            for (Path file : messages("push.")) {
                assertThat(statuses(manager, file))
                        .as(file.getFileName().toString())
                        .doesNotContain("REJECTED", "RETRY", "DUPLICATE");
            }
            for (Path file : messages("push.")) {
                assertThat(statuses(manager, file))
                        .as(file.getFileName().toString())
                        .containsOnly(expectedAgain(file));
            }
        }
    }

    @DatabaseTest
    void everyPullEverShippedIsAnswered(TestDatabase.Kind kind) throws IOException {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            for (Path file : messages("pull.")) {
                HttpResponse<String> answer = server.post(
                        "/api/v1/sync/pull",
                        programme.tokenOf(WeldingProgramme.AMNA),
                        Json.readObject(Files.readAllBytes(file)).asMap());
                // a cursor of another server's is refused as such, and not as something unknown
                assertThat(answer.statusCode()).as(file + answer.body()).isIn(200, 400, 409);
                assertThat(answer.body()).containsAnyOf("\"has_more\"", "/cursor", "CURSOR_EPOCH");
            }
        }
    }

    private static String[] expectedAgain(Path file) throws IOException {
        int operations =
                Json.readObject(Files.readAllBytes(file)).objects("ops").size();
        return operations == 0 ? new String[0] : new String[] {"DUPLICATE"};
    }

    private static List<String> statuses(SyncClient manager, Path file) throws IOException {
        return manager.push(Json.readObject(Files.readAllBytes(file)).asMap()).stream()
                .map(result -> result.text("status"))
                .toList();
    }

    private static List<Path> messages(String kind) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().startsWith(kind))
                    .sorted()
                    .toList();
        }
    }

    private static SyncClient manager(TestServer server) {
        WeldingProgramme programme = WeldingProgramme.setUp(server);
        programme.publish("2026092501");
        return new SyncClient(server, programme.tokenOf(WeldingProgramme.MANAGER));
    }
}
