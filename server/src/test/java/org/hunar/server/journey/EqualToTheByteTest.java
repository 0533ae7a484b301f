package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.AFTER;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.journey.Lahore.answers;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** When all has been sent and pulled, two phones and the server hold the same bytes. */
class EqualToTheByteTest {
    @DatabaseTest
    void twoPhonesThatWorkedApartForDaysEndWithTheServersBytes(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(AMNA);
            FakePhone bilal = lahore.phone(BILAL);
            bilal.clockSays(Instant.EPOCH);
            EntityId shared = amna.records(PEOPLE.get(0), BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
            amna.losesNextAnswer();
            amna.syncs();
            bilal.syncs();

            workApart(amna, bilal, shared);
            bilal.syncs();
            amna.syncs();
            bilal.syncs();

            String ofServer = lahore.canonical();
            assertThat(Lahore.canonical(amna)).isEqualTo(ofServer);
            assertThat(Lahore.canonical(bilal)).isEqualTo(ofServer);
            assertThat(amna.assessments()).hasSize(4);
            assertThat(amna.shows(shared).doc().get("sync").toString()).contains("conflicts");
        }
    }

    /** Different answers, the same answer, an attempt that both record, one that is voided while the other amends it. */
    private static void workApart(FakePhone amna, FakePhone bilal, EntityId shared) {
        amna.amends(shared, Map.of("quality", 5, "ppe", "yes"));
        bilal.passes(Duration.ofHours(1));
        bilal.amends(shared, Map.of("quality", 7, "gap", 2));
        amna.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, answers("no", 3));
        bilal.records(PEOPLE.get(1), BENCH_TEST, Phase.PRE, BEFORE, answers("yes", 4));
        EntityId mistaken = amna.records(PEOPLE.get(2), BENCH_TEST, Phase.POST, AFTER, answers("yes", 9));
        amna.voids(mistaken, "the wrong person");
        amna.amends(mistaken, Map.of("quality", 1));
    }
}
