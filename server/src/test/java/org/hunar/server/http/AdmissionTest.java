package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int LONGEST_ABSENCE = 10;

    @Test
    void whoWaitsIsLetInWhenOneLeaves() throws Exception {
        Admission admission = admission(1, 1, Duration.ofMinutes(1));
        admission.enter();
        CompletableFuture<Void> second = CompletableFuture.runAsync(admission::enter);
        awaitWaiting(admission, 1);
        assertThat(second).isNotDone();

        admission.leave();

        assertThat(second).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void whoFindsTheWaitingRoomFullIsSentAwayAtOnce() throws Exception {
        Admission admission = admission(1, 1, Duration.ofMinutes(1));
        admission.enter();
        CompletableFuture<Void> second = CompletableFuture.runAsync(admission::enter);
        awaitWaiting(admission, 1);

        assertSentAway(admission);

        admission.leave();
        second.get(1, TimeUnit.MINUTES);
        admission.leave();
    }

    @Test
    void whoWaitsTooLongIsSentAwayAndLeavesNoPlaceTaken() {
        Admission admission = admission(1, 5, Duration.ZERO);
        admission.enter();
        for (int i = 0; i < 20; i++) {
            assertSentAway(admission);
        }

        admission.leave();

        admission.enter();
    }

    @Test
    void thoseSentAwayTogetherAreAskedBackAtDifferentTimes() {
        Admission admission = admission(1, 0, Duration.ZERO);
        admission.enter();
        Set<Integer> seconds = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            seconds.add(assertSentAway(admission));
        }

        assertThat(seconds).hasSize(LONGEST_ABSENCE).allMatch(each -> each >= 1 && each <= LONGEST_ABSENCE);
    }

    private static Admission admission(int atOnce, int waiting, Duration longestWait) {
        return new Admission(atOnce, waiting, longestWait, LONGEST_ABSENCE, new Random(7));
    }

    private static int assertSentAway(Admission admission) {
        int[] seconds = new int[1];
        assertThatThrownBy(admission::enter).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(503);
            assertThat(problem.code()).isEqualTo("BUSY");
            seconds[0] = Integer.parseInt(problem.headers().get("Retry-After"));
        });
        return seconds[0];
    }

    private static void awaitWaiting(Admission admission, int number) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (admission.waiting() < number) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
