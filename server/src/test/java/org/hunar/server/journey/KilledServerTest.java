package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while phones push loses nothing that it acknowledged, and doubles nothing. */
class KilledServerTest {
    private static final int KILLS = 3;
    private static final int PHONES = 4;
    private static final int PUSHES_BEFORE_A_KILL = 24;
    private static final long PATIENCE_SECONDS = 60;

    @Test
    void nothingAcknowledgedIsLostOnH2(@TempDir Path folder) throws Exception {
        String url = ServerProcess.durableH2(folder);

        nothingIsLostBy(() -> ServerProcess.start(folder, url, "hunar"));
    }

    @Test
    void nothingAcknowledgedIsLostOnPostgreSql(@TempDir Path folder) throws Exception {
        try (DurablePostgreSql postgreSql = DurablePostgreSql.start()) {
            nothingIsLostBy(() -> ServerProcess.start(folder, postgreSql.url(), DurablePostgreSql.USER));
        }
    }

    private static void nothingIsLostBy(Supplier<ServerProcess> start) throws Exception {
        List<WitnessPhone> phones =
                Stream.generate(WitnessPhone::new).limit(PHONES).toList();
        String token;
        try (ServerProcess server = start.get()) {
            token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            killUnderLoad(server, token, phones);
        }
        for (int kills = 1; kills < KILLS; kills++) {
            try (ServerProcess server = start.get()) {
                WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
                killUnderLoad(server, token, phones);
            }
        }
        try (ServerProcess server = start.get()) {
            WitnessPhone.assertNothingIsLost(new SyncClient(server.api(), token), phones);
        }
    }

    private static void killUnderLoad(ServerProcess server, String token, List<WitnessPhone> phones) throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(PUSHES_BEFORE_A_KILL);
        ExecutorService field = Executors.newFixedThreadPool(PHONES);
        try {
            List<Future<Integer>> pushing = new ArrayList<>();
            for (WitnessPhone phone : phones) {
                SyncClient client = new SyncClient(server.api(), token);
                pushing.add(field.submit(() -> phone.pushUntilCutOff(client, acknowledged)));
            }
            assertThat(acknowledged.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            server.kill();
            for (Future<Integer> each : pushing) {
                assertThat(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            field.shutdownNow();
        }
    }
}
