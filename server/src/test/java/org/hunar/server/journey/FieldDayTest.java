package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.AFTER;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.journey.Lahore.answers;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Phones capture offline, sync, and the server merges, scores and reports. */
class FieldDayTest {
    @DatabaseTest
    void whatIsCapturedOfflineIsReportedAfterTheSync(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(WeldingProgramme.AMNA);
            amna.goesOffline();
            for (String person : PEOPLE) {
                amna.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
            }
            amna.records(PEOPLE.get(0), BENCH_TEST, Phase.POST, AFTER, answers("yes", 6));
            amna.records(PEOPLE.get(1), BENCH_TEST, Phase.POST, AFTER, answers("yes", 8));
            amna.records(PEOPLE.get(2), BENCH_TEST, Phase.POST, AFTER, answers("no", 10));
            assertThat(amna.round().outcome()).isEqualTo(SyncReport.Outcome.LATER);
            assertThat(amna.unsent()).isEqualTo(6);

            amna.comesOnline();
            amna.syncs();

            assertThat(amna.unsent()).isZero();
            assertThat(lahore.report().object("funnel").integer("enrolled")).isEqualTo(3);
            assertThat(lahore.paired()).isEqualTo(3);
            assertThat(lahore.gain("tools")).isEqualTo(37.5);
            assertThat(lahore.gain("safety")).isEqualTo(200 / 3.0);
        }
    }

    @DatabaseTest
    @Ask(
            value = 2,
            cites = {"kobotoolbox/kobocat#470", "kobotoolbox/kpi#5047", "getodk/collect#3517"})
    void workWhoseAnswerWasLostIsKnownWhenThePhoneAsksAndCountsOnce(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(WeldingProgramme.AMNA);
            for (String person : PEOPLE) {
                amna.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
                amna.records(person, BENCH_TEST, Phase.POST, AFTER, answers("yes", 6));
            }

            amna.losesNextAnswer();
            amna.syncs();

            assertThat(amna.answers()).hasSize(6).containsOnly(PushStatus.APPLIED);
            assertThat(amna.assessments()).hasSize(6);
            assertThat(lahore.paired()).isEqualTo(3);
        }
    }

    @DatabaseTest
    @Ask(
            value = 5,
            cites = {"Tangerine#2722", "Tangerine#2484", "Tangerine#2410"})
    void twoTrainersWhoAmendApartLoseNothingOfEachOther(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(WeldingProgramme.AMNA);
            FakePhone bilal = lahore.phone(WeldingProgramme.BILAL);
            EntityId test = amna.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
            amna.syncs();
            bilal.syncs();

            amna.amends(test, Map.of("ppe", "yes", "quality", 5));
            bilal.passes(Duration.ofMinutes(1));
            bilal.amends(test, Map.of("quality", 7, "gap", 2));
            amna.syncs();
            bilal.syncs();
            amna.syncs();

            assertThat(bilal.answers()).containsExactly(PushStatus.CONFLICT);
            assertThat(amna.shows(test).doc()).isEqualTo(bilal.shows(test).doc());
            JsonObject document = JsonObject.of("", amna.shows(test).doc());
            assertThat(document.object("answers").text("ppe")).isEqualTo("yes");
            assertThat(document.object("answers").number("gap")).isEqualByComparingTo("2");
            assertThat(document.object("answers").number("quality")).isEqualByComparingTo("7");
            JsonObject conflict = document.object("sync").objects("conflicts").get(0);
            assertThat(conflict.text("path")).isEqualTo("/answers/quality");
            assertThat(conflict.objects("candidates"))
                    .extracting(candidate -> candidate.number("value").intValue())
                    .containsExactly(7, 5);
        }
    }

    @DatabaseTest
    @Ask(value = 19, cites = "medic/cht-core#4957")
    void aPhoneThatBelievesItIs1970HandsInItsWork(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = FakePhone.of(server, WeldingProgramme.AMNA, WeldingProgramme.PASSWORD);
            amna.clockSays(Instant.EPOCH);
            amna.syncs();
            for (String person : PEOPLE) {
                amna.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
                amna.records(person, BENCH_TEST, Phase.POST, AFTER, answers("no", 10));
            }
            amna.syncs();

            assertThat(amna.answers()).hasSize(6).containsOnly(PushStatus.APPLIED);
            assertThat(lahore.gain("tools")).isEqualTo(50);
        }
    }
}
