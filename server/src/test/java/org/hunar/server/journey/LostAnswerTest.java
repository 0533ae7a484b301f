package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.HaltingServer;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that dies between commit and answer: the one moment in which it knows more than the phone. The phone sends
 * again, and is told what it would have been told.
 */
class LostAnswerTest {
    @Test
    void theRepeatIsAnsweredAsTheFirstWouldHaveBeenOnH2(@TempDir Path folder) {
        String url = ServerProcess.durableH2(folder);

        dieBeforeTheAnswer(main -> ServerProcess.start(main, folder, url, "hunar"));
    }

    @Test
    void theRepeatIsAnsweredAsTheFirstWouldHaveBeenOnPostgreSql(@TempDir Path folder) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            dieBeforeTheAnswer(main -> ServerProcess.start(main, folder, postgreSql.url(), DurablePostgreSql.USER));
        }
    }

    private static void dieBeforeTheAnswer(Function<Class<?>, ServerProcess> start) {
        WitnessPhone phone = new WitnessPhone();
        String token;
        try (ServerProcess server = start.apply(HaltingServer.class)) {
            token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            SyncClient client = new SyncClient(server.api(), token);
            assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);

            assertThatThrownBy(() -> phone.pushNew(client, HaltingServer.HALT, "before the answer"))
                    .isInstanceOf(UncheckedIOException.class);
        }
        try (ServerProcess server = start.apply(ServerProcess.REAL)) {
            SyncClient client = new SyncClient(server.api(), token);
            HttpResponse<String> repeated = phone.repeat(client);

            assertThat(ApiClient.json(repeated).objects("results"))
                    .isNotEmpty()
                    .allMatch(result -> result.text("status").equals("DUPLICATE"))
                    .extracting(result -> result.object("original"))
                    .allMatch(LostAnswerTest::saysApplied);
            WitnessPhone.assertNothingIsLost(client, List.of(phone));
        }
    }

    private static boolean saysApplied(JsonObject original) {
        return original.text("status").equals("APPLIED") && original.has("mark");
    }
}
