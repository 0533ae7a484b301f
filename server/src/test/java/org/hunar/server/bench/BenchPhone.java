package org.hunar.server.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Captures;

/** Pushes batch after batch, written and compressed beforehand so that only the server's work is timed. */
final class BenchPhone {
    static final int BATCH = 200;

    private final ApiClient api;
    private final String token;
    private final Captures captures = new Captures();
    private final Random random = new Random(1);
    private final Deque<byte[]> bodies = new ArrayDeque<>();

    BenchPhone(ApiClient api, String token) {
        this.api = api;
        this.token = token;
    }

    /** What was acknowledged; bytes of the requests' bodies. */
    record Pushed(long assessments, long bytes, double seconds) {
        double perSecond() {
            return assessments / seconds;
        }
    }

    /** Pushes the rosters and the first assessments, and writes the pushes to come. */
    Pushed prepare(int rosters, int warmUp, int pushes) throws IOException {
        List<List<String>> people = new ArrayList<>();
        for (int i = 0; i < rosters; i++) {
            List<String> roster = Stream.generate(Captures::id).limit(BATCH).toList();
            people.add(roster);
            push(gzip(captures.push(roster.stream()
                    .map(person -> captures.participant(person, BenchProgramme.COHORT, person))
                    .toList())));
        }
        for (int i = 0; i < warmUp + pushes; i++) {
            bodies.add(gzip(assessments(people.get(i % rosters), 1 + i / rosters)));
        }
        for (int i = 0; i < warmUp; i++) {
            push(bodies.remove());
        }
        return new Pushed((long) warmUp * BATCH, 0, 1);
    }

    Pushed pushFor(Duration window) {
        long begin = System.nanoTime();
        long assessments = 0;
        long bytes = 0;
        while (!bodies.isEmpty() && System.nanoTime() - begin < window.toNanos()) {
            byte[] body = bodies.remove();
            push(body);
            assessments += BATCH;
            bytes += body.length;
        }
        return new Pushed(assessments, bytes, (System.nanoTime() - begin) / 1e9);
    }

    /**
     * Pushes one person who was assessed for the first time.
     *
     * @return the status of the answer
     */
    int pushOne() {
        String person = Captures.id();
        Map<String, Object> push = captures.push(
                captures.participant(person, BenchProgramme.COHORT, person),
                captures.assessment(Captures.id(), person, BenchProgramme.answers(random)));
        return api.post("/api/v1/sync/push", token, push).statusCode();
    }

    private Map<String, Object> assessments(List<String> people, int attempt) {
        return captures.push(
                people.stream().map(person -> assessment(person, attempt)).toList());
    }

    private Map<String, Object> assessment(String person, int attempt) {
        Map<String, Object> operation = captures.assessment(Captures.id(), person, BenchProgramme.answers(random));
        @SuppressWarnings("unchecked") // as Captures makes it
        Map<String, Object> body = (Map<String, Object>) operation.get("body");
        body.put("attempt", attempt);
        return operation;
    }

    private void push(byte[] gzip) {
        HttpResponse<String> answer = api.send(api.request("/api/v1/sync/push", token)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.body());
        }
        for (JsonObject result : ApiClient.json(answer).objects("results")) {
            if (!result.text("status").equals("APPLIED")) {
                throw new IllegalStateException("not applied: " + Json.write(result.asMap()));
            }
        }
    }

    private static byte[] gzip(Map<String, Object> push) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Json.write(push).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
