package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a bad link costs: a trainer's 2,000 assessments after weeks offline. */
class LossyLinkTest {
    private static final int ASSESSMENTS = 2000;
    private static final double LOSS = 0.3;
    private static final int MOST_RUNS = 500;

    private static long perfect;

    /** One phone's work, its server, and the link between them. */
    private static final class Trip {
        final TestingClock clock = new TestingClock();
        final FakeServer server = new FakeServer();
        final MeteredLink link;
        final Phone phone;

        Trip(double loss, long seed, int assessments) {
            link = new MeteredLink(server, loss, seed);
            phone = Phone.open(new MemoryStore(), clock, new Random(7));
            Random answers = new Random(11);
            for (int i = 0; i < assessments; i++) {
                clock.pass(Duration.ofMinutes(17).toMillis() + answers.nextInt(300_000));
                phone.capture(Phone.assessment(phone.newAssessmentId()), OperationKind.PUT, assessment(clock, answers));
            }
        }

        /** Returns how many runs it took. */
        int comesToRest() {
            int runs = 1;
            while (phone.engine(link, "1.8.2").run().outcome() != Outcome.COMPLETE) {
                assertThat(++runs).as("runs until everything has arrived").isLessThan(MOST_RUNS);
            }
            return runs;
        }
    }

    /** Of thirty items: ten with one choice, five with several, ten rated, five measured. */
    private static Map<String, Object> assessment(TestingClock clock, Random random) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            answers.put("choice" + i, "abcd".charAt(random.nextInt(4)) + "");
            answers.put("rating" + i, 1 + random.nextInt(5));
        }
        for (int i = 0; i < 5; i++) {
            answers.put("tools" + i, List.of("torch", "clamp", "gauge", "brush").subList(0, 1 + random.nextInt(4)));
            answers.put("gap" + i, random.nextInt(400) / 100.0);
        }
        return new JsonFields()
                .putText("participant_id", new UUID(random.nextLong(), random.nextLong()))
                .put("instrument", "weld_l2")
                .put("instrument_version", "2026092501")
                .put("phase", random.nextBoolean() ? "PRE" : "POST")
                .put("attempt", 1)
                .put("completed_at", Timestamps.format(Instant.ofEpochMilli(clock.wall)))
                .put("answers", answers)
                .toMap();
    }

    /** More of them with {@code -Dseeds=200}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("seeds", 6));
    }

    private static long perfect() {
        if (perfect == 0) {
            Trip trip = new Trip(0, 0, ASSESSMENTS);
            assertThat(trip.comesToRest()).isEqualTo(1);
            perfect = trip.link.sentBytes();
            System.out.printf(
                    Locale.ROOT,
                    "perfect link: %,d bytes sent in %d calls %s, %,d bytes answered%n",
                    perfect,
                    trip.link.calls,
                    trip.link.sent,
                    trip.link.answered);
        }
        return perfect;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thirtyPercentOfLostAnswersCostAtMostHalfAgainTheBytes(long seed) {
        Trip trip = new Trip(LOSS, seed, ASSESSMENTS);
        int runs = trip.comesToRest();
        double ratio = (double) trip.link.sentBytes() / perfect();
        System.out.printf(
                Locale.ROOT,
                "30 %% of answers lost, seed %d: %.3f times the bytes of a perfect link (%,d in %d calls and %d runs %s),"
                        + " %,d bytes answered%n",
                seed,
                ratio,
                trip.link.sentBytes(),
                trip.link.calls,
                runs,
                trip.link.sent,
                trip.link.answered);
        assertThat(trip.server.operations).hasSize(ASSESSMENTS);
        assertThat(trip.phone.status().unsent()).isZero();
        assertThat(ratio).isLessThanOrEqualTo(1.5);
    }

    @Test
    void aLinkThatNeverLastsForAWholeBatchStillBringsEverything() {
        Trip trip = new Trip(0, 0, 200);
        trip.link.longestRequest = 3000;
        trip.comesToRest();
        assertThat(trip.server.operations).hasSize(200);
    }
}
