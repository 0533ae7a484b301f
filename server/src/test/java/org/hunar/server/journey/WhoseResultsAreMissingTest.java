package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** A manager who waits for results sees which phones were heard from, and what is still on them. */
class WhoseResultsAreMissingTest {
    @DatabaseTest
    @Ask(
            value = 9,
            cites = {"learningequality/kolibri#8275", "learningequality/kolibri PR #15260"})
    void theManagerSeesWhoWasHeardFromAndWhatIsStillOnTheirPhones(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(AMNA);
            amna.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            amna.findsServerBusy();
            amna.round();

            assertThat(phones(lahore))
                    .extracting(
                            phone -> phone.text("trainer"),
                            phone -> phone.optionalInteger("unsent").orElse(-1L))
                    .containsExactly(tuple(AMNA, 1L), tuple(BILAL, -1L));

            server.clock().advance(Duration.ofDays(9));
            amna.syncs();
            FakePhone bilal = lahore.phone(BILAL);

            assertThat(phones(lahore)).allSatisfy(phone -> {
                assertThat(phone.instant("last_heard")).isEqualTo(TestServer.START.plus(Duration.ofDays(9)));
                assertThat(phone.integer("unsent")).isZero();
                assertThat(phone.text("app_version")).isEqualTo("test");
            });
            assertThat(bilal.assessments()).hasSize(1);
        }
    }

    private static List<JsonObject> phones(Lahore lahore) {
        HttpResponse<String> answer = lahore.server().get(WeldingProgramme.path("/phones"), lahore.manager());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestServer.json(answer).objects("items");
    }
}
