package org.hunar.server.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hunar.server.testing.TestDatabase;

/** {@code scripts/simulate}: many seeds, or one with its story. */
public final class Simulate {
    private static final String USAGE =
            "usage: scripts/simulate [--seeds N] [--from S] [--workers W] | --seed S [--verbose]\n"
                    + "       each with [--database h2|postgresql] [--nodes N]";
    private static final int LINES_OF_A_FAILURE = 60;

    private Simulate() {}

    /** @param arguments as in the usage; the process ends with 1 when a seed failed */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, String> options = options(arguments);
        TestDatabase.Kind kind = TestDatabase.Kind.valueOf(
                options.getOrDefault("--database", "h2").toUpperCase(Locale.ROOT));
        int nodes = Integer.parseInt(options.getOrDefault("--nodes", Integer.toString(Cluster.NODES)));
        if (options.containsKey("--seed")) {
            long seed = Long.parseLong(options.get("--seed"));
            List<String> story = Seeds.story(new Cluster(kind, Wiring.AS_BUILT, nodes), seed);
            tail(story, options.containsKey("--verbose") ? story.size() : LINES_OF_A_FAILURE);
            return;
        }
        long from = Long.parseLong(options.getOrDefault("--from", "1"));
        long count = Long.parseLong(options.getOrDefault("--seeds", "2000"));
        int workers = Integer.parseInt(options.getOrDefault(
                "--workers", Integer.toString(Runtime.getRuntime().availableProcessors())));
        run(new Seeds(kind, Wiring.AS_BUILT, workers, nodes), from, count);
    }

    private static void run(Seeds seeds, long from, long count) throws InterruptedException {
        long begin = System.nanoTime();
        Optional<Seeds.Failure> failure = seeds.run(from, count, done -> {
            if (done % Math.max(1, count / 20) == 0) {
                System.out.printf("%d of %d seeds, %.0f s%n", done, count, seconds(begin));
            }
        });
        if (failure.isPresent()) {
            tail(failure.get().story(), LINES_OF_A_FAILURE);
            System.out.printf(
                    "seed %d failed: %s%nreplay with: scripts/simulate --seed %d --verbose%n",
                    failure.get().seed(),
                    failure.get().broken().getMessage(),
                    failure.get().seed());
            System.exit(1);
        }
        System.out.printf("%d seeds from %d in %.0f s: every invariant holds%n", count, from, seconds(begin));
        System.out.println("done or met: " + String.join(", ", new TreeSet<>(seeds.done())));
    }

    private static void tail(List<String> lines, int atMost) {
        lines.subList(Math.max(0, lines.size() - atMost), lines.size()).forEach(System.out::println);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--verbose" -> options.put("--verbose", "");
                case "--seed", "--seeds", "--from", "--workers", "--database", "--nodes" -> {
                    if (i + 1 == arguments.length) {
                        refuse();
                    }
                    options.put(arguments[i], arguments[++i]);
                }
                default -> refuse();
            }
        }
        return options;
    }

    private static void refuse() {
        System.err.println(USAGE);
        System.exit(2);
    }
}
