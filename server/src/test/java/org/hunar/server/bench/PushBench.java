package org.hunar.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hunar.server.testing.ServerProcess;

/**
 * How many assessments a second the packaged server takes from phones and has on disk, against what plain JDBC batches
 * store of the very same rows. Phones and server share the machine.
 */
public final class PushBench {
    private static final int CLIENTS = 4;
    private static final int ROSTERS_A_CLIENT = 10;
    private static final int WARM_UP_PUSHES = 5;
    private static final int MOST_PUSHES = 60;
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private PushBench() {}

    /** @param arguments the path of the server's jar */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("hunar-bench-");
        String url = RawInserts.durableH2(folder.resolve("hunar"));
        List<BenchPhone> phones = new ArrayList<>();
        Sum sum;
        List<String> options =
                List.of("-cp", Path.of(arguments[0]).toAbsolutePath().toString());
        try (ServerProcess server = ServerProcess.start(options, folder, url, RawInserts.USER)) {
            BenchProgramme programme = BenchProgramme.setUp(server.api());
            for (int i = 0; i < CLIENTS; i++) {
                phones.add(new BenchPhone(server.api(), programme.token()));
            }
            System.out.println("Rosters, and pushes to warm up ...");
            atOnce(phones, phone -> phone.prepare(ROSTERS_A_CLIENT, WARM_UP_PUSHES, MOST_PUSHES));
            System.out.println("Pushing for " + WINDOW.toSeconds() + " s ...");
            sum = Sum.of(atOnce(phones, phone -> phone.pushFor(WINDOW)));
        }
        report(sum, RawInserts.again(folder, CLIENTS, BenchPhone.BATCH));
        delete(folder);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void report(Sum sum, double rawPerSecond) {
        System.out.printf(
                "%d clients, batches of %d assessments of %d answers, gzip, durable H2, %d processors%n",
                CLIENTS,
                BenchPhone.BATCH,
                BenchProgramme.ITEMS,
                Runtime.getRuntime().availableProcessors());
        System.out.printf("pushed       %8.0f assessments/s (%d in all)%n", sum.perSecond(), sum.assessments());
        System.out.printf("on the wire  %8.0f bytes an assessment%n", (double) sum.bytes() / sum.assessments());
        System.out.printf("raw inserts  %8.0f assessments/s of the same rows%n", rawPerSecond);
        System.out.printf("ratio        %8.2f%n", sum.perSecond() / rawPerSecond);
    }

    private static <T> List<T> atOnce(List<BenchPhone> phones, Work<T> work) throws Exception {
        ExecutorService field = Executors.newFixedThreadPool(phones.size());
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            phones.forEach(phone -> tasks.add(() -> work.with(phone)));
            return results(field.invokeAll(tasks));
        } finally {
            field.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> done) throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        for (Future<T> each : done) {
            results.add(each.get());
        }
        return results;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(BenchPhone phone) throws Exception;
    }

    /** What all phones pushed, side by side. */
    private record Sum(long assessments, long bytes, double perSecond) {
        static Sum of(List<BenchPhone.Pushed> pushed) {
            return new Sum(
                    pushed.stream().mapToLong(BenchPhone.Pushed::assessments).sum(),
                    pushed.stream().mapToLong(BenchPhone.Pushed::bytes).sum(),
                    pushed.stream().mapToDouble(BenchPhone.Pushed::perSecond).sum());
        }
    }
}
