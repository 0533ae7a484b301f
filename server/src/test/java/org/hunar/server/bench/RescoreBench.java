package org.hunar.server.bench;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.ServerProcess;

/**
 * How long the packaged server takes to carry a corrected key through so many assessments, each of which scores otherwise
 * by it, against what plain JDBC batches take to change the very same rows. Meanwhile a phone pushes and a manager asks for
 * the report, once a second each.
 */
public final class RescoreBench {
    private static final int ASSESSMENTS = 100_000;
    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int LOOKS_A_LINE = 5;
    private static final String KEY = BenchProgramme.PATH + "/instruments/weld_l2/versions/1/key";
    private static final Pattern HEAP = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

    private RescoreBench() {}

    /** @param arguments the path of the server's jar, and how many assessments */
    public static void main(String[] arguments) throws Exception {
        int assessments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ASSESSMENTS;
        Path folder = Files.createTempDirectory("hunar-bench-");
        Path heap = folder.resolve("gc.log");
        List<String> options = List.of(
                "-Xlog:gc:file=" + heap,
                "-cp",
                Path.of(arguments[0]).toAbsolutePath().toString());
        try (ServerProcess server = start(options, folder)) {
            BenchProgramme.setUp(server.api());
        }
        System.out.printf("Storing %d assessments of %d answers ...%n", assessments, BenchProgramme.ITEMS);
        StoredBench.fill(folder, assessments / 2);
        double seconds;
        Field field;
        try (ServerProcess server = start(options, folder)) {
            field = new Field(server.api());
            long begin = System.nanoTime();
            CompletableFuture<HttpResponse<String>> correction =
                    CompletableFuture.supplyAsync(() -> correct(server.api(), field.token));
            field.workUntil(correction);
            seconds = (System.nanoTime() - begin) / 1e9;
            System.out.println("answered     " + correction.join().body());
        }
        System.out.printf(
                "rescored     %8.0f assessments/s, %d in %.1f s%n", assessments / seconds, assessments, seconds);
        field.print();
        double raw = RawUpdates.of(folder);
        System.out.printf("raw updates  %8.1f s for the same rows of scores and standings%n", raw);
        System.out.printf("ratio        %8.2f%n", raw / seconds);
        System.out.printf("heap         %8d MB at most after a collection%n", most(heap));
        delete(folder);
    }

    private static ServerProcess start(List<String> options, Path folder) {
        return ServerProcess.start(options, folder, RawInserts.durableH2(folder.resolve("hunar")), RawInserts.USER);
    }

    private static HttpResponse<String> correct(ApiClient api, String token) {
        HttpResponse<String> answer = api.send(api.request(KEY, token)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(Json.write(BenchProgramme.correctedKey()))));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }

    private static long most(Path log) throws IOException {
        long most = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher collection = HEAP.matcher(line);
            if (collection.find()) {
                most = Math.max(most, Long.parseLong(collection.group(2)));
            }
        }
        return most;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What goes on while a key is carried through. */
    private static final class Field {
        private final ApiClient api;
        private final String token;
        private final BenchPhone phone;
        private double slowestPush;
        private double slowestReport;
        private int pushes;
        private int refused;
        private long looked;
        private double lastTransaction;
        private String before;
        private String after;

        private Field(ApiClient api) {
            this.api = api;
            this.token = api.adminToken();
            this.phone = new BenchPhone(api, token);
            this.before = gain();
        }

        private void workUntil(CompletableFuture<HttpResponse<String>> correction) throws Exception {
            for (int look = 0; !ended(correction); look++) {
                push();
                look(look % LOOKS_A_LINE == 0);
            }
            lastTransaction = looked == 0 ? 0 : (System.nanoTime() - looked) / 1e9;
            after = gain();
            if (after.equals(before)) {
                throw new IllegalStateException("the report is the old one");
            }
        }

        private static boolean ended(CompletableFuture<?> correction) throws Exception {
            try {
                correction.get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException e) {
                return false;
            }
        }

        private void push() {
            long begin = System.nanoTime();
            int status = phone.pushOne();
            slowestPush = Math.max(slowestPush, (System.nanoTime() - begin) / 1e9);
            pushes++;
            if (status != 200) {
                refused++;
            }
        }

        private void look(boolean print) {
            JsonObject run = ApiClient.json(api.get(BenchProgramme.PATH + "/scoring-runs", token))
                    .objects("items")
                    .get(0);
            if (looked == 0 && run.integer("scored") >= run.integer("total")) {
                looked = System.nanoTime();
            }
            if (print) {
                System.out.println(Json.write(run.asMap()));
            }
            String now = gain();
            if (after == null && !now.equals(before)) {
                after = now;
            }
            if (!now.equals(before) && !now.equals(after)) {
                throw new IllegalStateException("neither the old nor the new report: " + now);
            }
        }

        /** Of those who have both, which no push of a first attempt changes. */
        private String gain() {
            long begin = System.nanoTime();
            JsonObject report = ApiClient.json(api.get(BenchProgramme.PATH + "/report", token));
            slowestReport = Math.max(slowestReport, (System.nanoTime() - begin) / 1e9);
            return Json.write(report.object("paired")
                    .object("*")
                    .object("*")
                    .object("gain")
                    .asMap());
        }

        private void print() {
            System.out.printf(
                    "of these     %8.1f s in the transaction in which the key came to hold%n", lastTransaction);
            System.out.printf(
                    "meanwhile    %d pushes, %d refused, the slowest %.1f s; reports wholly old or new, the slowest %.1f s%n",
                    pushes, refused, slowestPush, slowestReport);
        }
    }
}
