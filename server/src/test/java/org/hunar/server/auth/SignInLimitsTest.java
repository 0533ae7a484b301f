package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hunar.server.http.ProblemException;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private static final UserName AMNA = new UserName("amna");
    private static final String CENTRE = "203.0.113.7";
    private static final String ELSEWHERE = "198.51.100.2";
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Stopwatch time = new Stopwatch();
    private final SignInLimits limits = new SignInLimits(PasswordsConfig.DEFAULT, time);

    @Test
    void eachWrongPasswordTooManyDoublesTheWait() {
        List<Long> waits =
                IntStream.range(0, 14).mapToObj(i -> wrong(AMNA, CENTRE)).toList();

        assertThat(waits.subList(0, 5)).containsOnly(0L);
        assertThat(waits.subList(5, 14)).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L);
        Stream.generate(() -> wrong(AMNA, CENTRE)).limit(5).forEach(wait -> {});
        assertThat(wrong(AMNA, CENTRE)).isEqualTo(LONGEST.toSeconds());
    }

    @Test
    void theRightPasswordEndsTheWaits() {
        IntStream.range(0, 7).forEach(i -> wrong(AMNA, CENTRE));
        time.pass(LONGEST);
        limits.admit(AMNA, CENTRE);
        limits.right(AMNA, CENTRE);

        assertThat(wrong(AMNA, CENTRE)).isZero();
        assertThat(wrong(AMNA, CENTRE)).isZero();
    }

    @Test
    void triesAtTheSameMomentAreCountedBeforeTheFirstOfThemIsAnswered() {
        IntStream.range(0, SignInLimits.FREE).forEach(i -> limits.admit(AMNA, CENTRE));

        assertThat(refusal(AMNA, CENTRE).status()).isEqualTo(429);
    }

    @Test
    void whoGuessesElsewhereKeepsNobodyWaitingWhereSheSignsIn() {
        limits.admit(AMNA, CENTRE);
        limits.right(AMNA, CENTRE);
        IntStream.range(0, 200).forEach(i -> guess(AMNA, "198.51.100." + i % 100));
        assertThat(refusal(AMNA, ELSEWHERE).status()).isEqualTo(503);

        limits.admit(AMNA, CENTRE);
    }

    @Test
    void anAddressThatGoesThroughTheUsersIsStoppedWhicheverItTries() {
        IntStream.range(0, 100).forEach(i -> {
            time.pass(Duration.ofMillis(500));
            guess(new UserName("user" + i), ELSEWHERE);
        });

        ProblemException stopped = refusal(new UserName("another"), ELSEWHERE);
        assertThat(stopped.status()).isEqualTo(429);
        assertThat(Integer.parseInt(stopped.headers().get("Retry-After"))).isBetween(1, 7);
        limits.admit(new UserName("another"), CENTRE);
    }

    @Test
    void aNightAfterAnAttackEverybodyMaySignInAgain() {
        IntStream.range(0, 1000).forEach(i -> guess(AMNA, ELSEWHERE));
        time.pass(Duration.ofHours(8));

        limits.admit(AMNA, ELSEWHERE);
    }

    @Test
    void noBudgetIsNoBudget() {
        assertThatThrownBy(() -> new PasswordsConfig(null, null, 0, null)).hasMessageContaining("strangersPerMinute");
    }

    /** Waits as told, then tries and is wrong. @return seconds that it had to wait */
    private long wrong(UserName user, String address) {
        long seconds = 0;
        ProblemException told = refusal(user, address);
        if (told != null) {
            seconds = Long.parseLong(told.headers().get("Retry-After")) - 1;
            time.pass(Duration.ofSeconds(seconds + 1));
            limits.admit(user, address);
        }
        limits.wrong(address);
        return seconds;
    }

    private void guess(UserName user, String address) {
        if (refusal(user, address) == null) {
            limits.wrong(address);
        }
    }

    private ProblemException refusal(UserName user, String address) {
        return catchThrowableOfType(ProblemException.class, () -> limits.admit(user, address));
    }

    private static final class Stopwatch implements TimeMeter {
        private long nanos;

        void pass(Duration passed) {
            nanos += passed.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
