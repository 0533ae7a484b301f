package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.journey.Lahore.BEFORE;
import static org.hunar.server.journey.Lahore.BENCH_TEST;
import static org.hunar.server.journey.Lahore.PEOPLE;
import static org.hunar.server.journey.Lahore.answers;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.BILAL;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Phase;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.model.sync.client.Phone;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.server.conformance.proxy.Fault.Kind;
import org.hunar.server.conformance.proxy.FaultProxy;
import org.hunar.server.conformance.proxy.RandomFaults;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.FakePhone;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** The real client by way of a proxy that loses, cuts, repeats and reorders: nothing unsent, nothing lost, nothing doubled. */
class BadNetworkTest {
    private static final int NETWORKS = 3;
    private static final int ASSESSMENTS = 5;
    private static final int MOST_ROUNDS = 500;

    @DatabaseTest
    void twoPhonesOnABadNetworkEndWithTheServersBytes(TestDatabase.Kind kind) throws IOException {
        long seed = new Random().nextInt(1_000_000);
        try (TestServer server = TestServer.start(kind)) {
            Lahore lahore = Lahore.on(server);
            long captured = 0;
            for (long network = seed; network < seed + NETWORKS; network++) {
                try (FaultProxy proxy =
                        FaultProxy.to(server.uri("/")).faults(faults(network)).start()) {
                    FakePhone amna = FakePhone.at(proxy.uri(), AMNA, PASSWORD, 2 * network);
                    FakePhone bilal = FakePhone.at(proxy.uri(), BILAL, PASSWORD, 2 * network + 1);
                    captured += workApart(amna, bilal, network);
                    syncsAtLast(amna, network);
                    syncsAtLast(bilal, network);
                    syncsAtLast(amna, network);

                    assertThat(Lahore.canonical(amna)).as("seed %d", network).isEqualTo(lahore.canonical());
                    assertThat(Lahore.canonical(bilal)).as("seed %d", network).isEqualTo(lahore.canonical());
                    assertThat(amna.unsent() + bilal.unsent()).isZero();
                }
            }
            assertThat(operations(server))
                    .as("seed %d", seed)
                    .hasSize(2 * NETWORKS)
                    .allSatisfy(phone -> {
                        assertThat(phone.get("stored")).isEqualTo(phone.get("numbers"));
                        assertThat(phone.get("stored")).isEqualTo(phone.get("last_number"));
                    });
            assertThat(operations(server).stream()
                            .mapToLong(phone -> ((Number) phone.get("stored")).longValue())
                            .sum())
                    .isEqualTo(captured);
        }
    }

    private static RandomFaults faults(long seed) {
        return new RandomFaults(seed)
                .with(Kind.DROP_REQUEST, 0.05)
                .with(Kind.DROP_REPLY, 0.15)
                .with(Kind.CUT_REQUEST, 0.1)
                .with(Kind.CUT_REPLY, 0.15)
                .with(Kind.DUPLICATE, 0.1)
                .with(Kind.REORDER, 0.05)
                .with(Kind.STATUS_503, 0.05);
    }

    /** Between what they record, each phone tries to sync, whatever comes of it; returns the number of operations. */
    private static int workApart(FakePhone amna, FakePhone bilal, long seed) {
        syncsAtLast(amna, seed);
        syncsAtLast(bilal, seed);
        int operations = 0;
        Random random = new Random(seed);
        for (FakePhone phone : List.of(amna, bilal)) {
            for (int i = 0; i < ASSESSMENTS; i++) {
                String person = PEOPLE.get(random.nextInt(PEOPLE.size()));
                EntityId assessment = phone.records(person, BENCH_TEST, Phase.PRE, BEFORE, answers("no", i));
                phone.passes(Duration.ofMinutes(5));
                phone.amends(assessment, Map.of("quality", random.nextInt(11)));
                phone.round();
                operations += 2;
            }
        }
        for (FakePhone phone : List.of(amna, bilal)) {
            for (LocalDocument each : phone.assessments()) {
                phone.amends(Phone.assessment(AssessmentId.of(each.id())), Map.of("gap", random.nextInt(5)));
                operations++;
            }
        }
        return operations;
    }

    private static void syncsAtLast(FakePhone phone, long seed) {
        SyncReport report = phone.round();
        for (int round = 1; round < MOST_ROUNDS && report.outcome() != SyncReport.Outcome.COMPLETE; round++) {
            phone.passes(report.callAgainAfter().orElse(Duration.ZERO));
            report = phone.round();
        }
        assertThat(report.outcome()).as("seed %d: %s", seed, report).isEqualTo(SyncReport.Outcome.COMPLETE);
        assertThat(report.digestMismatches()).isZero();
        assertThat(report.parked()).isZero();
    }

    /** For each phone: operations stored, different numbers among them, the highest number. */
    private static List<Map<String, Object>> operations(TestServer server) {
        return server.database()
                .inSnapshot(tx -> tx.handle().createQuery("""
                        select install_id, count(*) as stored, count(distinct device_seq) as numbers,
                               max(device_seq) as last_number
                          from operations
                         where author in ('amna', 'bilal')
                         group by install_id
                        """).mapToMap().list());
    }
}
