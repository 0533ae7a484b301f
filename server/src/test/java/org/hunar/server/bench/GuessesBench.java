package org.hunar.server.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.hunar.server.testing.Guesser;
import org.hunar.server.testing.ServerProcess;

/**
 * What a phone that pushes notices of 50 wrong passwords a second from 100 addresses: quiet and attacked windows take
 * turns, so that whatever else the machine does weighs on both. Phone, server and guessers share the machine.
 */
public final class GuessesBench {
    private static final int ROUNDS = 5;
    private static final int ADDRESSES = 100;
    private static final int GUESSES_A_SECOND = 50;
    private static final int MOST_PUSHES = 40;
    private static final Duration WINDOW = Duration.ofSeconds(8);

    private GuessesBench() {}

    /** @param arguments the path of the server's jar */
    public static void main(String[] arguments) throws Exception {
        Path folder = BenchFolder.create();
        List<String> options =
                List.of("-cp", Path.of(arguments[0]).toAbsolutePath().toString());
        try (ServerProcess server =
                ServerProcess.start(options, folder, RawInserts.durableH2(folder.resolve("hunar")), RawInserts.USER)) {
            BenchProgramme programme = BenchProgramme.setUp(server.api());
            BenchPhone phone = new BenchPhone(server.api(), programme.token());
            phone.prepare(1, 20, 0);
            List<Double> quiet = new ArrayList<>();
            List<Double> attacked = new ArrayList<>();
            Attack attack = new Attack(server);
            for (int i = 0; i < ROUNDS; i++) {
                phone.prepare(1, 1, MOST_PUSHES);
                quiet.add(phone.pushFor(WINDOW).perSecond());
                phone.prepare(1, 1, MOST_PUSHES);
                ScheduledFuture<?> guesses = attack.begin();
                attacked.add(phone.pushFor(WINDOW).perSecond());
                guesses.cancel(false);
            }
            attack.end();
            print("quiet", quiet);
            print("attacked", attacked);
            System.out.printf("ratio of the medians %.2f%n", median(attacked) / median(quiet));
            System.out.printf(
                    "%d guesses, %d of them cost a hash, %d failed%n",
                    attack.made.get(), attack.hashed.get(), attack.failed.get());
        }
    }

    private static void print(String name, List<Double> perSecond) {
        System.out.printf("%-9s", name);
        perSecond.forEach(each -> System.out.printf(" %7.0f", each));
        System.out.println(" assessments/s");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Guesses of one user's password, whichever answers come. */
    private static final class Attack {
        private final ServerProcess server;
        private final ScheduledExecutorService beat = Executors.newSingleThreadScheduledExecutor();
        private final ExecutorService guessers = Executors.newFixedThreadPool(ADDRESSES);
        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger hashed = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        Attack(ServerProcess server) {
            this.server = server;
        }

        ScheduledFuture<?> begin() {
            return beat.scheduleAtFixedRate(
                    () -> guessers.submit(this::guess), 0, 1000 / GUESSES_A_SECOND, TimeUnit.MILLISECONDS);
        }

        void end() {
            beat.shutdownNow();
            guessers.shutdownNow();
        }

        private void guess() {
            int number = made.getAndIncrement();
            try {
                Guesser guesser = new Guesser(server.api().uri("/"), "127.0.1." + (1 + number % ADDRESSES));
                if (guesser.guess("admin").status() == 400) {
                    hashed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }
}
