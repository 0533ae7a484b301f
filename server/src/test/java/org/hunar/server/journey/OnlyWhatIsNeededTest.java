package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.ISLAMABAD;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hunar.model.programme.Phase;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** A phone is given the people of its trainer, and of these only what changed. */
class OnlyWhatIsNeededTest {
    @DatabaseTest
    @Ask(
            value = 15,
            cites = {"getodk/central#1407", "CHT forum t/2055", "CommCare Case Loads"})
    void aPhoneIsGivenItsOwnCohortAndThenOnlyWhatChanged(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(AMNA);
            assertThat(amna.round().pulled()).isZero();

            FakePhone bilal = lahore.phone(BILAL);
            bilal.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            bilal.syncs();
            assertThat(amna.round().pulled()).isOne();

            lahore.programme().grant(AMNA, List.of(WeldingProgramme.trainerOf(ISLAMABAD)));
            amna.syncs();
            assertThat(amna.assessments()).isEmpty();
            assertThat(amna.people()).isEmpty();
        }
    }

    @DatabaseTest
    @Ask(value = 15, cites = "ODK docs, entities-intro")
    void workThatIsUnsentWhenTheCohortIsTakenAwayIsStillHandedIn(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(AMNA);
            amna.goesOffline();
            amna.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Map.of("quality", 4));
            amna.passes(Duration.ofHours(1));
            server.clock().advance(Duration.ofHours(1));
            lahore.programme().grant(AMNA, List.of(WeldingProgramme.trainerOf(ISLAMABAD)));

            amna.comesOnline();
            amna.syncs();

            assertThat(amna.unsent()).isZero();
            assertThat(amna.people()).isEmpty();
            assertThat(lahore.phone(BILAL).assessments()).hasSize(1);
        }
    }
}
