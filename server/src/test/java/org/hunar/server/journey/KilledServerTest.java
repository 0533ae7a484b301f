package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hunar.model.json.JsonObject;
import org.hunar.server.storage.Migrations;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed while phones push loses nothing that it acknowledged, and doubles nothing. */
class KilledServerTest {
    private static final int KILLS = 3;
    private static final int PHONES = 4;
    private static final int PUSHES_BEFORE_A_KILL = 24;
    private static final int PEOPLE_A_PUSH = 5;
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
        List<Phone> phones = Stream.generate(Phone::new).limit(PHONES).toList();
        String token;
        try (ServerProcess server = start.get()) {
            token = WeldingProgramme.setUp(server.api()).tokenOf(AMNA);
            killUnderLoad(server, token, phones);
        }
        for (int kills = 1; kills < KILLS; kills++) {
            try (ServerProcess server = start.get()) {
                assertNothingIsLost(new SyncClient(server.api(), token), phones);
                killUnderLoad(server, token, phones);
            }
        }
        try (ServerProcess server = start.get()) {
            assertNothingIsLost(new SyncClient(server.api(), token), phones);
        }
    }

    private static void killUnderLoad(ServerProcess server, String token, List<Phone> phones) throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(PUSHES_BEFORE_A_KILL);
        ExecutorService field = Executors.newFixedThreadPool(PHONES);
        try {
            List<Future<?>> pushing = new ArrayList<>();
            for (Phone phone : phones) {
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

    private static void assertNothingIsLost(SyncClient client, List<Phone> phones) {
        phones.forEach(phone -> phone.assertAcknowledgedIsKnown(client));
        phones.forEach(phone -> phone.repeatWhatWasUnderWay(client));
        phones.forEach(phone -> phone.assertAcknowledgedIsKnown(client));

        Map<String, Long> revisions = new HashMap<>();
        client.pullAll().values().stream()
                .filter(item -> item.scope().equals("cohort:" + LAHORE))
                .filter(item -> !item.entity().equals("cohort"))
                .forEach(item -> revisions.put(item.id(), item.rev()));
        List<String> captured =
                phones.stream().flatMap(phone -> phone.captured.stream()).toList();
        assertThat(revisions.keySet()).containsExactlyInAnyOrderElementsOf(captured);
        assertThat(revisions.values())
                .as("what is applied twice has a second revision")
                .containsOnly(1L);
    }

    /** Pushes people and their assessments, one operation each, and remembers what it was told. */
    private static final class Phone {
        final List<String> captured = new ArrayList<>();
        private final Captures captures = new Captures();
        private final Map<String, Map<String, Object>> acknowledged = new HashMap<>();
        private Map<String, Object> underWay = Map.of();

        void pushUntilCutOff(SyncClient client, CountDownLatch answers) {
            boolean connected = true;
            while (connected) {
                underWay = capture();
                try {
                    client.push(underWay).forEach(this::acknowledge);
                    answers.countDown();
                } catch (UncheckedIOException noAnswer) {
                    connected = false;
                }
            }
        }

        void assertAcknowledgedIsKnown(SyncClient client) {
            Map<String, Map<String, Object>> known = new HashMap<>();
            client.status(List.copyOf(acknowledged.keySet()))
                    .forEach(result -> known.put(result.text("op_id"), result.asMap()));

            assertThat(known).isEqualTo(acknowledged);
        }

        /** A push is kept whole or not at all; told again, the server says what it said or would have said. */
        void repeatWhatWasUnderWay(SyncClient client) {
            List<JsonObject> first = client.push(underWay);
            assertThat(first.stream().map(result -> result.text("status")).distinct())
                    .hasSize(1)
                    .containsAnyOf("APPLIED", "DUPLICATE");
            first.forEach(this::acknowledge);

            assertThat(client.push(underWay)).allSatisfy(result -> {
                assertThat(result.text("status")).isEqualTo("DUPLICATE");
                assertThat(result.object("original").asMap()).isEqualTo(acknowledged.get(result.text("op_id")));
            });
        }

        private void acknowledge(JsonObject result) {
            if (!result.text("status").equals("RETRY")) {
                JsonObject original = result.optionalObject("original").orElse(result);
                assertThat(original.text("status")).isEqualTo("APPLIED");
                acknowledged.put(result.text("op_id"), original.asMap());
            }
        }

        private Map<String, Object> capture() {
            List<Object> operations = new ArrayList<>();
            for (int i = 0; i < PEOPLE_A_PUSH; i++) {
                String person = Captures.id();
                String assessment = Captures.id();
                operations.add(captures.participant(person, LAHORE, person));
                operations.add(captures.assessment(assessment, person, Map.of("ppe", "yes", "quality", 7)));
                captured.add(person);
                captured.add(assessment);
            }
            return captures.push(operations);
        }
    }
}
