package org.hunar.server.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hunar.server.testing.ServerProcess;

/**
 * How soon a server answers, and how much memory it takes, beside a bare Dropwizard with JDBI and H2 in the same run. Each
 * start is on a database that is there already. They start in turn, as a machine is not equally fast for long, and the fastest
 * start of each counts.
 */
public final class FootprintBench {
    private static final int STARTS = 7;
    private static final double MIB = 1024 * 1024;
    private static final Duration LOAD = Duration.ofSeconds(15);
    private static final int PUSHES = 200;
    private static final String QUICK = "-XX:TieredStopAtLevel=1";
    private static final String MEMORY = "@" + Path.of("java.options").toAbsolutePath();

    private FootprintBench() {}

    /** @param arguments the path of the server's jar, and the class path of the bare one, its own jar the first */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toAbsolutePath();
        Path folder = BenchFolder.create();
        Subject hunar = new Subject(
                ServerProcess.REAL,
                jar.toString(),
                Files.createDirectory(folder.resolve("hunar")),
                ServerProcess.durableH2(folder.resolve("hunar")));
        Path bareFolder = Files.createDirectory(folder.resolve("bare"));
        Subject bare =
                new Subject(BareDropwizard.class, arguments[1], bareFolder, "jdbc:h2:" + bareFolder.resolve("bare"));
        hunar.prepare();
        bare.prepare();

        System.out.printf("%-34s %8s %8s %8s %14s%n", "", "Hunar", "bare", "ratio", "bare elsewhere");
        print("jar (bare: its libraries), MB", hunar.bytes() / 1e6, bare.bytes() / 1e6, "28.4");
        printStarts("start to the first 200, s", hunar, bare, false, List.of(), "3.3");
        printStarts("… with class data sharing, s", hunar, bare, true, List.of(), "2.3");
        printStarts("… and the first compiler alone, s", hunar, bare, true, List.of(QUICK), "1.7");
        print("resident, idle, -Xmx256m, MiB", hunar.idle() / MIB, bare.idle() / MIB, "160-230");
        System.out.printf(
                "%-34s %8.1f %8s %8s %14s%n", "resident, under load, MiB", underLoad(hunar) / MIB, "", "", "400-490");
    }

    /** @param elsewhere what a bare Dropwizard took where the versions of the libraries were chosen, on JDK 17 */
    private static void print(String what, double here, double bare, String elsewhere) {
        System.out.printf("%-34s %8.1f %8.1f %8.2f %14s%n", what, here, bare, here / bare, elsewhere);
    }

    private static void printStarts(
            String what, Subject hunar, Subject bare, boolean shared, List<String> options, String elsewhere) {
        double here = Double.MAX_VALUE;
        double there = Double.MAX_VALUE;
        for (int i = 0; i < STARTS; i++) {
            here = Math.min(here, hunar.seconds(shared, options));
            there = Math.min(there, bare.seconds(shared, options));
        }
        print(what, here, there, elsewhere);
    }

    private static double underLoad(Subject hunar) throws Exception {
        try (Started started = hunar.start(hunar.shared())) {
            BenchPhone phone = new BenchPhone(
                    started.server.api(),
                    BenchProgramme.setUp(started.server.api()).token());
            phone.prepare(2, 1, PUSHES);
            phone.pushFor(LOAD);
            return started.server.residentBytes();
        }
    }

    private record Started(ServerProcess server, double seconds) implements AutoCloseable {
        @Override
        public void close() {
            server.close();
        }
    }

    /** What is measured: a main class with its jars, its folder and its database. */
    private record Subject(Class<?> main, String classPath, Path folder, String database) {
        /** Makes the database, then the archive of classes. */
        void prepare() {
            start().close();
            ServerProcess making = start("-XX:ArchiveClassesAtExit=" + archive()).server;
            making.stop();
            making.saidUntilItEnded();
        }

        Started start(String... more) {
            List<String> options = new ArrayList<>(List.of(MEMORY, "-cp", classPath));
            options.addAll(List.of(more));
            long begin = System.nanoTime();
            ServerProcess server = ServerProcess.start(main, options, folder, database, "hunar");
            if (server.api().get("/api/v1/hello", "").statusCode() != 200) {
                throw new IllegalStateException("/hello does not answer 200");
            }
            return new Started(server, (System.nanoTime() - begin) / 1e9);
        }

        double seconds(boolean shared, List<String> options) {
            List<String> more = new ArrayList<>(options);
            if (shared) {
                more.add(shared());
            }
            try (Started started = start(more.toArray(String[]::new))) {
                return started.seconds();
            }
        }

        long idle() throws IOException {
            try (Started started = start(shared())) {
                return started.server.residentBytes();
            }
        }

        String shared() {
            return "-XX:SharedArchiveFile=" + archive();
        }

        long bytes() throws IOException {
            long bytes = 0;
            for (String jar : classPath.split(File.pathSeparator)) {
                bytes += Files.size(Path.of(jar));
            }
            return bytes;
        }

        private Path archive() {
            return folder.resolve("classes.jsa");
        }
    }
}
