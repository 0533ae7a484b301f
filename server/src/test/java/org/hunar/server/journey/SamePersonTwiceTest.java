package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.AFTER;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.answers;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.net.http.HttpResponse;
import java.util.Map;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** Two trainers, both offline, register one person; one gives the test before the training and one that after it. */
class SamePersonTwiceTest {
    @DatabaseTest
    @Ask(
            value = 4,
            cites = {"medic/cht-core#6363", "medic/cht-core#9601", "forum.communityhealthtoolkit.org/t/5412"})
    void whoWasRegisteredTwiceIsOnePersonOnceMergedAndTwoAgainIfThatWasWrong(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            FakePhone amna = lahore.phone(AMNA);
            FakePhone bilal = lahore.phone(BILAL);
            EntityId byAmna = amna.registers(LAHORE, "LHR-03-017", "محمد علی");
            EntityId byBilal = bilal.registers(LAHORE, "LHR-03-017a", "Muhammad Ali");
            amna.records("LHR-03-017", BENCH_TEST, Phase.PRE, BEFORE, answers("no", 2));
            bilal.records("LHR-03-017a", BENCH_TEST, Phase.POST, AFTER, answers("yes", 9));
            amna.syncs();
            bilal.syncs();
            amna.syncs();
            assertThat(amna.people()).hasSize(Lahore.PEOPLE.size() + 2);
            assertThat(lahore.paired()).isZero();

            String merge = merge(lahore, byBilal, byAmna);
            bilal.syncs();

            assertThat(lahore.paired()).isOne();
            assertThat(bilal.people()).hasSize(Lahore.PEOPLE.size() + 1);
            assertThat(bilal.assessments()).hasSize(2);

            HttpResponse<String> lifted =
                    server.send(server.request(WeldingProgramme.path("/merges/" + merge), lahore.manager())
                            .DELETE());
            assertThat(lifted.statusCode()).as(lifted.body()).isEqualTo(200);
            bilal.syncs();
            assertThat(lahore.paired()).isZero();
            assertThat(bilal.people()).hasSize(Lahore.PEOPLE.size() + 2);
        }
    }

    private static String merge(Lahore lahore, EntityId from, EntityId into) {
        HttpResponse<String> answer = lahore.server()
                .post(
                        WeldingProgramme.path("/merges"),
                        lahore.manager(),
                        Map.of("from", from.id().toString(), "into", into.id().toString(), "reason", "the same face"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer).text("id");
    }
}
