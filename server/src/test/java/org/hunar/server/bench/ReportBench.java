package org.hunar.server.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.GroupBy;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.report.Reports;
import org.hunar.server.report.state.FilledState;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.DurableFilePath;
import org.hunar.server.storage.Migrations;
import org.hunar.server.storage.Retry;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestSeal;

/**
 * How long a report takes, from the first statement to the last byte of its JSON, after more and more pairs: five skills,
 * seven provinces, durable H2. Before each report a push has changed the data, so none is answered from memory. Beside it
 * what it takes to read the same rows and do nothing with them.
 */
public final class ReportBench {
    private static final ProgrammeId PROGRAMME = new ProgrammeId("bench");
    private static final List<Integer> ON_A_GRID = List.of(1_000, 10_000, 100_000, 1_000_000);
    private static final List<Integer> OFF_ANY_GRID = List.of(1_000, 10_000, 100_000);
    private static final int WARM_UP = 30;
    private static final int REPORTS = 31;
    private static final int REPORTS_OF_MANY_CELLS = 5;
    private static final double NANOS_A_MILLI = 1e6;

    private ReportBench() {}

    public static void main(String[] arguments) throws Exception {
        // without it H2 takes the scheme for a folder and writes below the working directory, without forcing the disk
        DurableFilePath.register();
        System.out.printf(
                "five skills and the total, seven provinces and everybody, durable H2, %d processors%n",
                Runtime.getRuntime().availableProcessors());
        System.out.println(
                "scores            pairs    kept kB   report ms    slowest     cpu ms   again ms   raw read ms");
        for (int pairs : ON_A_GRID) {
            measure("whole points", pairs, true, REPORTS);
        }
        for (int pairs : OFF_ANY_GRID) {
            measure("off any grid", pairs, false, REPORTS_OF_MANY_CELLS);
        }
    }

    private static void measure(String scores, int pairs, boolean wholePoints, int reports) throws Exception {
        Path folder = Files.createTempDirectory("hunar-bench-");
        JdbcConnectionPool source =
                JdbcConnectionPool.create(RawInserts.durableH2(folder.resolve("hunar")), RawInserts.USER, "");
        try {
            Migrations.update(source);
            Database database = Database.over(source, Dialect.H2, new Retry(new Random(), pause -> {}), TestSeal.SEAL);
            store(database);
            FilledState state = new FilledState(database, PROGRAMME, wholePoints, pairs);
            state.fill(pairs);
            Reports made = reports(database);
            for (int i = 0; i < (wholePoints ? WARM_UP : 2); i++) {
                one(made, state);
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < reports; i++) {
                millis.add(one(made, state));
            }
            double cpu = median(reports, () -> {
                state.push();
                return cpuMillis(() -> json(made));
            });
            millis.sort(Comparator.naturalOrder());
            System.out.printf(
                    "%-14s %8d   %8d   %9.1f  %9.1f  %9.1f  %9.2f     %9.1f%n",
                    scores,
                    pairs,
                    state.bytes() / 1024,
                    millis.get(reports / 2),
                    millis.get(reports - 1),
                    cpu,
                    median(reports, () -> millis(() -> json(made))),
                    median(reports, () -> millis(state::readRaw)));
        } finally {
            source.dispose();
            delete(folder);
        }
    }

    private static double one(Reports reports, FilledState state) {
        state.push();
        return millis(() -> json(reports));
    }

    private static long json(Reports reports) {
        return Json.write(
                        reports.report(PROGRAMME, Optional.of(GroupBy.PROVINCE)).toJson())
                .length();
    }

    private static double median(int times, DoubleSupplier measure) {
        double[] millis = new double[times];
        Arrays.setAll(millis, i -> measure.getAsDouble());
        Arrays.sort(millis);
        return millis[times / 2];
    }

    /** What this thread worked, whoever else was at work on the machine. */
    private static double cpuMillis(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - before) / NANOS_A_MILLI;
    }

    private static double millis(Runnable work) {
        long before = System.nanoTime();
        work.run();
        return (System.nanoTime() - before) / NANOS_A_MILLI;
    }

    private static Reports reports(Database database) {
        Programmes programmes = new Programmes();
        Instruments instruments = new Instruments();
        Assessments assessments = new AssessmentFeature().assessments();
        Scores scores = new ScoringFeature(programmes, instruments, assessments).scores();
        return new ReportFeature(database, programmes, instruments, assessments, scores, Clock.systemUTC()).reports();
    }

    private static void store(Database database) {
        Map<String, Object> json = Map.of(
                "title", Map.of("en", "Bench"),
                "cuts", List.of(40, 60, 80),
                "bands", List.of("BEGINNER", "BASIC", "SKILLED", "EXPERT"),
                "mastery", 70,
                "rci_reliability", new BigDecimal("0.84"));
        Programme programme = Programme.fromJson(
                PROGRAMME, JsonObject.of("", Json.readObject(Json.write(json)).asMap()));
        database.inTransaction(tx -> {
            StoredCohort.storeProgramme(tx, programme);
            return null;
        });
    }

    private static void delete(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
