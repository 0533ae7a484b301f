package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
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
    private static final InstrumentVersion BENCH_TEST = new InstrumentVersion(new InstrumentId("weld_l2"), "1");
    private static final Instant BEFORE = Instant.parse("2026-09-01T09:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-09-18T09:00:00Z");
    private static final List<String> PEOPLE = List.of("LHR-03-001", "LHR-03-002", "LHR-03-003");

    @DatabaseTest
    void whatIsCapturedOfflineIsReportedAfterTheSync(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = lahore(server);
            FakePhone amna = phone(server, programme, WeldingProgramme.AMNA);
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
            JsonObject report = report(server, programme);
            assertThat(report.object("funnel").integer("enrolled")).isEqualTo(3);
            assertThat(report.object("funnel").integer("paired")).isEqualTo(3);
            assertThat(gain(report, "tools")).isEqualTo(37.5);
            assertThat(gain(report, "safety")).isEqualTo(200 / 3.0);
        }
    }

    @DatabaseTest
    void workWhoseAnswerWasLostCountsOnceWhenItIsSentAgain(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = lahore(server);
            FakePhone amna = phone(server, programme, WeldingProgramme.AMNA);
            for (String person : PEOPLE) {
                amna.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
                amna.records(person, BENCH_TEST, Phase.POST, AFTER, answers("yes", 6));
            }

            amna.losesNextAnswer();
            amna.syncs();

            assertThat(amna.answers()).hasSize(6).containsOnly(PushStatus.DUPLICATE);
            assertThat(amna.assessments()).hasSize(6);
            assertThat(report(server, programme).object("funnel").integer("paired"))
                    .isEqualTo(3);
        }
    }

    @DatabaseTest
    void twoTrainersWhoAmendApartLoseNothingOfEachOther(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = lahore(server);
            FakePhone amna = phone(server, programme, WeldingProgramme.AMNA);
            FakePhone bilal = phone(server, programme, WeldingProgramme.BILAL);
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
    void aPhoneThatBelievesItIs1970HandsInItsWork(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = lahore(server);
            FakePhone amna = FakePhone.of(server, WeldingProgramme.AMNA, WeldingProgramme.PASSWORD);
            amna.clockSays(Instant.EPOCH);
            amna.syncs();
            for (String person : PEOPLE) {
                amna.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
                amna.records(person, BENCH_TEST, Phase.POST, AFTER, answers("no", 10));
            }
            amna.syncs();

            assertThat(amna.answers()).hasSize(6).containsOnly(PushStatus.APPLIED);
            assertThat(gain(report(server, programme), "tools")).isEqualTo(50);
        }
    }

    /** Three people in Lahore, whom Amna and Bilal train. */
    private static WeldingProgramme lahore(TestServer server) {
        WeldingProgramme programme = WeldingProgramme.setUp(server);
        programme.grant(WeldingProgramme.BILAL, List.of(WeldingProgramme.trainerOf(WeldingProgramme.LAHORE)));
        List<Map<String, String>> roster = PEOPLE.stream()
                .map(number -> Map.of("cohort", WeldingProgramme.LAHORE, "number", number, "name", "محمد علی"))
                .toList();
        var answer = server.post(
                WeldingProgramme.path("/participants"),
                programme.tokenOf(WeldingProgramme.MANAGER),
                Map.of("participants", roster));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return programme;
    }

    /** A trainer's phone that has form and roster. */
    private static FakePhone phone(TestServer server, WeldingProgramme programme, String trainer) {
        FakePhone phone = FakePhone.of(server, trainer, WeldingProgramme.PASSWORD);
        phone.syncs();
        return phone;
    }

    private static Map<String, Object> answers(String ppe, int quality) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("ppe", ppe);
        answers.put("tools", List.of("torch", "clamp"));
        answers.put("quality", quality);
        answers.put("gap", 1.5);
        return answers;
    }

    private static JsonObject report(TestServer server, WeldingProgramme programme) {
        return TestServer.json(
                server.get(WeldingProgramme.path("/report"), programme.tokenOf(WeldingProgramme.MANAGER)));
    }

    private static double gain(JsonObject report, String skill) {
        return report.object("paired")
                .object(skill)
                .object("*")
                .object("gain")
                .number("mean")
                .doubleValue();
    }
}
