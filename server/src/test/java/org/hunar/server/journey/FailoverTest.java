package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hunar.server.testing.DurablePostgreSql;
import org.hunar.server.testing.PhonesAtWork;
import org.hunar.server.testing.PostgreSqlPair;
import org.hunar.server.testing.ServerProcess;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on a PostgreSQL with a synchronous standby, phones pushing all the time: first one node is killed, then the
 * primary. {@code scripts/bench failover 10} does it as often as it is told.
 */
class FailoverTest {
    private static final int ROUNDS = Integer.getInteger("failover.rounds", 1);
    private static final int PHONES = Integer.getInteger("failover.phones", 4);
    /** A phone is at work in one of so many: pushes of one cohort wait for each other. */
    private static final int COHORTS = Integer.getInteger("failover.cohorts", 2);
    /** Each push brings so many, and an assessment of each. */
    private static final int PEOPLE = Integer.getInteger("failover.people", 5);
    /** Pushes that are acknowledged before the load counts. */
    private static final int WARM_UP = Integer.getInteger("failover.warmup", 1);
    /** Quick for a short round, the usual one under load. */
    private static final String COMPILER = System.getProperty("failover.compiler", "-XX:TieredStopAtLevel=1");
    /** Pushes that are acknowledged before, between and after the ends of a node and of the primary. */
    private static final int PUSHES = Integer.getInteger("failover.pushes", 30);

    @Test
    void aNodeIsKilledAndThenThePrimaryAndNothingIsLostOrDoubled(@TempDir Path folder) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            round(round, Files.createDirectory(folder.resolve("round" + round)));
        }
    }

    private static void round(int number, Path folder) throws Exception {
        Path north = Files.createDirectory(folder.resolve("north"));
        Path south = Files.createDirectory(folder.resolve("south"));
        try (PostgreSqlPair database = PostgreSqlPair.start(folder);
                ServerProcess one = ServerProcess.start(north, database.url(), DurablePostgreSql.USER, COMPILER);
                ServerProcess other = ServerProcess.start(south, database.url(), DurablePostgreSql.USER, COMPILER)) {
            WeldingProgramme programme = WeldingProgramme.setUp(one.api());
            String[] cohorts = IntStream.range(0, COHORTS)
                    .mapToObj(index -> "failover-" + index)
                    .toArray(String[]::new);
            Arrays.stream(cohorts).forEach(cohort -> programme.cohort(cohort, "punjab"));
            programme.grant(AMNA, List.of(WeldingProgramme.trainerOf(cohorts)));
            String token = programme.tokenOf(AMNA);
            SyncClient atOne = new SyncClient(one.api(), token);
            SyncClient atOther = new SyncClient(other.api(), token);
            List<WitnessPhone> phones = IntStream.range(0, PHONES)
                    .mapToObj(index -> new WitnessPhone(cohorts[index % COHORTS], PEOPLE))
                    .toList();
            Work work = new Work();

            PhonesAtWork.during(work.of(phones, atOne, atOther), () -> {
                work.awaitPushes(WARM_UP);
                double before = work.awaitPushes(PUSHES);
                one.kill();
                double between = work.awaitPushes(PUSHES);

                database.killPrimary();
                long killed = System.nanoTime();
                database.promote();
                long promoted = System.nanoTime();
                double after = work.awaitPushes(PUSHES);
                work.done.set(true);
                System.out.printf(
                        "round %d: %d pushes acknowledged, %.0f/s on two nodes, %.0f/s on one; primary killed,"
                                + " promoted after %.1f s, first push taken after %.1f s, %.0f/s from the kill on;"
                                + " %d tries again; ",
                        number,
                        work.taken.get(),
                        before,
                        between,
                        (promoted - killed) / 1e9,
                        (work.firstTakenAfter(killed) - killed) / 1e9,
                        after,
                        work.again.get());
                return null;
            });

            WitnessPhone.assertNothingIsLost(atOther, phones);
            for (String cohort : cohorts) {
                assertThat(atOther.canonicalState("cohort:" + cohort)).isNotEmpty();
            }
            System.out.println("0 lost, 0 doubled");
        }
    }

    /** Phones that push, one after the other push, each to the server that answers. */
    private static final class Work {
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicInteger taken = new AtomicInteger();
        private final AtomicInteger again = new AtomicInteger();
        private final List<Long> times = new ArrayList<>();
        private volatile CountDownLatch awaited = new CountDownLatch(0);

        List<Callable<Void>> of(List<WitnessPhone> phones, SyncClient one, SyncClient other) {
            List<Callable<Void>> work = new ArrayList<>();
            for (WitnessPhone phone : phones) {
                List<SyncClient> servers = work.size() % 2 == 0 ? List.of(one, other) : List.of(other, one);
                work.add(() -> {
                    while (!done.get()) {
                        again.addAndGet(phone.pushUntilTaken(servers));
                        synchronized (times) {
                            times.add(System.nanoTime());
                        }
                        taken.incrementAndGet();
                        awaited.countDown();
                    }
                    return null;
                });
            }
            return work;
        }

        /** @return pushes a second, meanwhile */
        double awaitPushes(int pushes) throws InterruptedException {
            long begun = System.nanoTime();
            awaited = new CountDownLatch(pushes);
            awaited.await();
            return pushes / ((System.nanoTime() - begun) / 1e9);
        }

        long firstTakenAfter(long time) {
            synchronized (times) {
                return times.stream().filter(each -> each > time).findFirst().orElseThrow();
            }
        }
    }
}
