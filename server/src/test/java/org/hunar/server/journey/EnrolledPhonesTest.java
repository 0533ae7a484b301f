package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.EnrolledDevice;
import org.hunar.model.sync.client.TransportException;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.Enrolling;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Phones that were let in by their manager's QR code, and need no password. */
class EnrolledPhonesTest {
    @DatabaseTest
    void twoTrainersOnOnePhoneHandInTheirOwnWorkAfterWeeksOfflineWithAClockOf1970(TestDatabase.Kind kind)
            throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            EnrolledDevice amna = enrolled(server, lahore, AMNA);
            EnrolledDevice bilal = enrolled(server, lahore, BILAL);
            FakePhone phone = FakePhone.enrolled(server, amna);
            phone.clockSays(Instant.EPOCH);
            phone.signsIn(server, amna);
            phone.syncs();
            EntityId hers = phone.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            phone.signsIn(server, bilal);
            EntityId his = phone.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("yes", 4));
            server.clock().advance(Duration.ofDays(60));
            phone.passes(Duration.ofDays(60));

            phone.syncs();
            phone.signsIn(server, amna);
            phone.syncs();

            assertThat(author(server, hers)).isEqualTo(AMNA);
            assertThat(author(server, his)).isEqualTo(BILAL);
            assertThat(phone.othersWaiting()).isEmpty();
            assertThat(Lahore.canonical(phone)).isEqualTo(lahore.canonical());
        }
    }

    @DatabaseTest
    void aNewPhoneHasAllThatTheLostOneHadHandedInAndTheLostOneGetsNothingMore(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            EnrolledDevice lostDevice = enrolled(server, lahore, AMNA);
            FakePhone lost = FakePhone.enrolled(server, lostDevice);
            lost.syncs();
            EntityId handedIn = lost.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            lost.syncs();
            EntityId captured = lost.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 3));

            assertThat(revoke(server, lahore, lostDevice)).isEqualTo(204);
            FakePhone fresh = FakePhone.enrolled(server, enrolled(server, lahore, AMNA));
            fresh.syncs();
            assertThat(Lahore.canonical(fresh)).isEqualTo(lahore.canonical());
            assertThat(fresh.shows(handedIn).doc().toString()).contains("quality=2");

            // the lost one is found, with the token that it had; what it has goes to the manager, and nothing comes
            // back
            TransportException refused = lost.round().cause().orElseThrow();
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).contains("DEVICE_REVOKED");
            assertThat(lost.unsent()).isZero();
            assertThat(lost.answers()).endsWith(PushStatus.CONFLICT);
            assertThat(server.get(WeldingProgramme.path("/assessments/" + captured.id()), lahore.manager())
                            .statusCode())
                    .isEqualTo(404);

            accept(server, lahore, 1);
            fresh.syncs();
            assertThat(fresh.shows(captured).doc().toString()).contains("quality=3");
        }
    }

    @DatabaseTest
    void somebodyNewWhomARevokedPhoneRegisteredComesInWithTheWorkOnceAManagerAcceptsBoth(TestDatabase.Kind kind)
            throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            EnrolledDevice device = enrolled(server, lahore, AMNA);
            FakePhone phone = FakePhone.enrolled(server, device);
            phone.syncs();
            phone.registers(LAHORE, "LHR-03-099", "Sana");
            EntityId test = phone.records("LHR-03-099", BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("yes", 8));
            revoke(server, lahore, device);
            phone.round();
            assertThat(phone.unsent()).isZero();

            accept(server, lahore, 1);
            accept(server, lahore, 1);

            assertThat(server.get(WeldingProgramme.path("/assessments/" + test.id()), lahore.manager())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static EnrolledDevice enrolled(TestServer server, Lahore lahore, String trainer) throws TransportException {
        return Enrolling.enrol(Enrolling.code(server, lahore.manager(), trainer, LAHORE), Enrolling.newKey());
    }

    private static int revoke(TestServer server, Lahore lahore, EnrolledDevice device) {
        return server.send(server.request("/api/v1/devices/" + device.id(), lahore.manager())
                        .DELETE())
                .statusCode();
    }

    /** Accepts the open cases, of which there are so many. */
    private static void accept(TestServer server, Lahore lahore, int expected) {
        String cases = WeldingProgramme.path("/conflicts");
        List<JsonObject> open = TestServer.json(server.get(cases + "?status=open", lahore.manager()))
                .objects("items");
        assertThat(open)
                .hasSize(expected)
                .allSatisfy(each -> assertThat(each.text("kind")).isEqualTo("AUTHORITY_REVIEW"));
        open.forEach(each -> assertThat(server.post(
                                cases + "/" + each.text("id") + "/resolution", lahore.manager(), Map.of("accept", true))
                        .statusCode())
                .isEqualTo(200));
    }

    private static String author(TestServer server, EntityId entity) {
        return server.database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select distinct author from operations where entity_id = :id")
                        .bind("id", entity.id())
                        .mapTo(String.class)
                        .one());
    }
}
