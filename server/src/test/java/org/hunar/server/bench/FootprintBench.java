package org.hunar.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hunar.server.testing.ServerProcess;

/**
 * How soon a server answers, and how much memory it takes, beside what a bare Dropwizard with JDBI and H2 takes on the
 * same kind of machine. Each start is on a database that is there already.
 */
public final class FootprintBench {
    private static final int STARTS = 3;
    private static final double MIB = 1024 * 1024;
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final int PUSHES = 200;

    /** As in {@code server/docs/deploy/hunar.service}. */
    private static final List<String> MEMORY = List.of(
            "-Xmx256m",
            "-Xms32m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:G1PeriodicGCInterval=60000");

    private FootprintBench() {}

    /** @param arguments the path of the server's jar */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path folder = BenchFolder.create();
        Path archive = folder.resolve("hunar.jsa");
        List<String> plain = with(MEMORY, "-cp", jar.toString());
        List<String> making = with(plain, "-XX:ArchiveClassesAtExit=" + archive);
        List<String> shared = with(plain, "-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
        start(plain, folder).close();
        Started first = start(making, folder);
        first.server.stop();
        first.server.saidUntilItEnded();

        System.out.printf("%-34s %10s   %s%n", "", "here", "bare Dropwizard 5 + JDBI + H2");
        System.out.printf("%-34s %7.1f MB   28.4 MB%n", "jar", Files.size(jar) / 1e6);
        System.out.printf("%-34s %8.1f s   3.3 s%n", "start to the first 200", fastest(plain, folder));
        System.out.printf("%-34s %8.1f s   2.3 s%n", "… with class data sharing", fastest(shared, folder));
        System.out.printf(
                "%-34s %8.1f s   1.7 s%n",
                "… and the first compiler alone", fastest(with(shared, "-XX:TieredStopAtLevel=1"), folder));
        try (Started started = start(shared, folder)) {
            System.out.printf(
                    "%-34s %6.0f MiB   160 to 230 MiB%n",
                    "resident, idle, -Xmx256m", started.server.residentBytes() / MIB);
            BenchPhone phone = new BenchPhone(
                    started.server.api(),
                    BenchProgramme.setUp(started.server.api()).token());
            phone.prepare(2, 1, PUSHES);
            phone.pushFor(LOAD);
            System.out.printf(
                    "%-34s %6.0f MiB   400 to 490 MiB%n", "resident, under load", started.server.residentBytes() / MIB);
        }
    }

    private record Started(ServerProcess server, double seconds) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    private static Started start(List<String> options, Path folder) {
        long begin = System.nanoTime();
        ServerProcess server = ServerProcess.start(options, folder, ServerProcess.durableH2(folder), "hunar");
        if (server.api().get("/api/v1/hello", "").statusCode() != 200) {
            throw new IllegalStateException("/hello does not answer 200");
        }
        return new Started(server, (System.nanoTime() - begin) / 1e9);
    }

    private static double fastest(List<String> options, Path folder) throws IOException {
        double fastest = Double.MAX_VALUE;
        for (int i = 0; i < STARTS; i++) {
            try (Started started = start(options, folder)) {
                fastest = Math.min(fastest, started.seconds());
            }
        }
        return fastest;
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(options);
        return all;
    }
}
