package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.DeviceClock;
import org.hunar.model.sync.client.FileStore;
import org.hunar.model.sync.client.HttpServer;
import org.hunar.model.sync.client.HttpTransport;
import org.hunar.model.sync.client.PasswordTokenSource;
import org.hunar.model.sync.client.Phone;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.hunar.model.sync.client.Waiting;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.junit.jupiter.api.io.TempDir;

/** A training centre has one phone, and two trainers take turns with it. */
class SharedPhoneTest {
    @TempDir
    private Path folder;

    @DatabaseTest
    @Ask(
            value = 16,
            cites = {"forum.getodk.org/t/45884", "getodk/aggregate#236", "getodk/docs#1756"})
    void whatEachCapturedStandsUnderTheirOwnName(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone phone = lahore.phone(AMNA);
            phone.signsIn(server, AMNA, PASSWORD);
            EntityId first = phone.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            phone.losesNextAnswer();
            phone.round();
            EntityId second = phone.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 3));

            phone.signsIn(server, BILAL, PASSWORD);
            EntityId third = phone.records(PEOPLE.get(2), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("yes", 4));
            phone.amends(second, Map.of("quality", 7));
            phone.syncs();

            assertThat(phone.othersWaiting()).containsExactly(new Waiting(AMNA, 2, 0));
            assertThat(phone.unsent()).isZero();
            assertThat(authors(server))
                    .isEqualTo(Map.of(first, List.of(AMNA), third, List.of(BILAL), second, List.of(BILAL)));

            phone.signsIn(server, AMNA, PASSWORD);
            phone.syncs();

            assertThat(authors(server))
                    .isEqualTo(Map.of(first, List.of(AMNA), third, List.of(BILAL), second, List.of(AMNA, BILAL)));
            assertThat(phone.othersWaiting()).isEmpty();
            assertThat(phone.shows(second).doc().toString()).contains("quality=7");
            assertThat(Lahore.canonical(phone)).isEqualTo(lahore.canonical());
            assertThat(lanes(server)).hasSize(2).allSatisfy(lane -> {
                assertThat(lane.get("authors")).isEqualTo(1L);
                assertThat(lane.get("last")).isEqualTo(lane.get("operations"));
            });
            assertThat(TestServer.json(server.get(WeldingProgramme.path("/phones"), lahore.manager()))
                            .objects("items"))
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each.integer("unsent")).isZero())
                    .extracting(each -> each.text("trainer"))
                    .containsExactly(AMNA, BILAL);
        }
    }

    @DatabaseTest
    void whoTrainsAnotherCohortSeesOnlyTheirsAndTheOthersWorkWaitsOnTheDisk(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            lahore.programme().grant(BILAL, List.of(WeldingProgramme.trainerOf(ISLAMABAD)));
            Map<OperationId, String> captured = new HashMap<>();
            for (int turn = 0; turn < 6; turn++) {
                String trainer = turn % 2 == 0 ? AMNA : BILAL;
                String cohort = turn % 2 == 0 ? WeldingProgramme.LAHORE : ISLAMABAD;
                boolean syncs = turn > 2;
                try (FileStore store = open()) {
                    Phone phone = Phone.open(store, new WallClock(), new Random(turn));
                    phone.signIn(trainer);
                    EntityId person = Phone.participant(phone.newParticipantId());
                    Map<String, Object> body = Map.of("cohort", cohort, "number", "N-" + turn, "name", "Sana");
                    captured.put(phone.capture(person, OperationKind.PUT, body), trainer);
                    if (syncs) {
                        assertThat(sync(server, phone, trainer)).isEqualTo(Outcome.COMPLETE);
                        assertThat(phone.document(person)).isPresent();
                        assertThat(phone.status().unsent()).isZero();
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            assertThat(authorsOfOperations(server)).containsAllEntriesOf(captured);
            try (FileStore store = open()) {
                Phone phone = Phone.open(store, new WallClock(), new Random());
                assertThat(phone.user()).contains(BILAL);
                assertThat(phone.documents("participant")).hasSize(3);
                phone.signIn(AMNA);
                assertThat(sync(server, phone, AMNA)).isEqualTo(Outcome.COMPLETE);
                assertThat(phone.documents("participant")).hasSize(PEOPLE.size() + 3);
                assertThat(phone.status().others()).isEmpty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private FileStore open() {
        File file = folder.resolve("hunar.log").toFile();
        return FileStore.open(file, folder.resolve("seal").toFile(), new Random(1));
    }

    private static Outcome sync(TestServer server, Phone phone, String trainer) {
        HttpServer address = HttpServer.at(server.uri("/api/v1").toString());
        PasswordTokenSource tokens = new PasswordTokenSource(address, trainer, PASSWORD);
        return phone.engine(new HttpTransport(address, tokens), "test").run().outcome();
    }

    /** Assessment to those who have worked on it, as the log says, in the order of their names. */
    private static Map<EntityId, List<String>> authors(TestServer server) {
        Map<EntityId, List<String>> authors = new HashMap<>();
        server
                .database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery(
                                "select distinct entity_id, author from operations where entity_type = 'assessment'")
                        .mapToMap()
                        .list())
                .stream()
                .sorted((one, other) -> one.get("author")
                        .toString()
                        .compareTo(other.get("author").toString()))
                .forEach(row -> authors.merge(
                        new EntityId(EntityType.ASSESSMENT, (UUID) row.get("entity_id")),
                        List.of(row.get("author").toString()),
                        (before, more) -> List.of(before.get(0), more.get(0))));
        return authors;
    }

    private static Map<OperationId, String> authorsOfOperations(TestServer server) {
        Map<OperationId, String> authors = new HashMap<>();
        server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select op_id, author from operations")
                        .mapToMap()
                        .list())
                .forEach(row -> authors.put(
                        new OperationId((UUID) row.get("op_id")),
                        row.get("author").toString()));
        return authors;
    }

    /** Of each install of the trainers: how many handed in under it, how many operations, and the last number. */
    private static List<Map<String, Object>> lanes(TestServer server) {
        return server.database()
                .inSnapshot(tx -> tx.handle().createQuery("""
                        select count(distinct author) as authors, count(*) as operations, max(device_seq) as last
                          from operations
                         where author in ('amna', 'bilal')
                         group by install_id
                        """).mapToMap().list());
    }

    private static final class WallClock implements DeviceClock {
        @Override
        public long wallMillis() {
            return TestServer.START.toEpochMilli();
        }

        @Override
        public long monotonicMillis() {
            return 1;
        }
    }
}
