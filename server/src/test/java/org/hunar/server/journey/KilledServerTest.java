package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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
import org.hunar.server.storage.Migrations;
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
        String url = "jdbc:h2:dsync:" + folder.resolve("hunar")
                + ";WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

        nothingIsLostBy(() -> ServerProcess.start(folder, url, "hunar"));
    }

    @Test
    void nothingAcknowledgedIsLostOnPostgreSql(@TempDir Path folder) throws Exception {
        try (EmbeddedPostgres postgreSql = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            Migrations.update(postgreSql.getPostgresDatabase());
            String url = postgreSql.getJdbcUrl("postgres", "postgres");

            nothingIsLostBy(() -> ServerProcess.start(folder, url, "postgres"));
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
            List<Future<?>> pushing = new ArrayList<>();
            for (WitnessPhone phone : phones) {
                SyncClient client = new SyncClient(server.api(), token);
                pushing.add(field.submit(() -> phone.pushUntilCutOff(client, acknowledged)));
            }
            assertThat(acknowledged.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            server.kill();
            for (Future<?> each : pushing) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            field.shutdownNow();
        }
    }
}
