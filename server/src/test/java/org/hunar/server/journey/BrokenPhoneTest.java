package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.AFTER;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.util.Map;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** Phones break, are swapped, are filled from backups, and two go on where there was one. */
class BrokenPhoneTest {
    @DatabaseTest
    @Ask(
            value = 18,
            cites = {"surveysolutions#4262", "surveysolutions#2275", "getodk/collect#6475"})
    void aNewPhoneHasEverythingThatTheBrokenOneHadHandedIn(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone broken = lahore.phone(AMNA);
            EntityId test = broken.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            broken.syncs();

            FakePhone fresh = lahore.phone(AMNA);

            assertThat(CanonicalJson.write(fresh.shows(test).doc()))
                    .isEqualTo(CanonicalJson.write(broken.shows(test).doc()));
            fresh.amends(test, Map.of("quality", 5));
            fresh.syncs();
            assertThat(fresh.unsent()).isZero();
        }
    }

    @DatabaseTest
    @Ask(value = 18, cites = "surveysolutions docs, Consequences of relinking")
    void aPhoneFromABackupAndTheOneItWasTakenFromBothGoOnAndNothingIsSwallowed(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone first = lahore.phone(AMNA);
            first.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 2));
            FakePhone second = first.replacement();
            first.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 3));
            second.records(PEOPLE.get(2), BENCH_TEST, Phase.PRE, BEFORE, Lahore.answers("no", 4));
            second.records(PEOPLE.get(0), BENCH_TEST, Phase.POST, AFTER, Lahore.answers("yes", 9));

            first.syncs();
            second.syncs();
            first.syncs();

            assertThat(first.assessments()).hasSize(4);
            assertThat(CanonicalJson.write(
                            first.assessments().stream().map(each -> each.doc()).toList()))
                    .isEqualTo(CanonicalJson.write(second.assessments().stream()
                            .map(each -> each.doc())
                            .toList()));
            assertThat(lahore.report().object("funnel").integer("pre")).isEqualTo(3);
            assertThat(lahore.paired()).isOne();
        }
    }
}
