package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.http.ProblemException;
import org.junit.jupiter.api.Test;

class DeviceRatesTest {
    private static final int BURST = 10;
    private static final int PER_MINUTE = 6;
    private static final Optional<UUID> PHONE = Optional.of(UUID.randomUUID());

    private final Stopwatch time = new Stopwatch();
    private final DeviceRates rates = new DeviceRates(BURST, PER_MINUTE, time);

    @Test
    void aRestedPhoneMayAskManyTimesAtOnce() {
        assertThatCode(() -> takeAll("amna", PHONE)).doesNotThrowAnyException();
        assertSentAway("amna", PHONE, 11);
    }

    @Test
    void afterTheTimeItWasToldItMayAskAgain() {
        takeAll("amna", PHONE);
        time.pass(Duration.ofSeconds(4));
        assertSentAway("amna", PHONE, 7);

        time.pass(Duration.ofSeconds(7));

        rates.take("amna", PHONE);
        assertSentAway("amna", PHONE, 10);
    }

    @Test
    void anotherPhoneOfTheSamePersonAndAnotherPersonAreNotHindered() {
        takeAll("amna", PHONE);

        assertThatCode(() -> takeAll("amna", Optional.of(UUID.randomUUID()))).doesNotThrowAnyException();
        assertThatCode(() -> takeAll("amna", Optional.empty())).doesNotThrowAnyException();
        assertThatCode(() -> takeAll("bilal", PHONE)).doesNotThrowAnyException();
    }

    @Test
    void aPhoneThatRestedLongEnoughIsAsGoodAsNew() {
        takeAll("amna", PHONE);

        time.pass(Duration.ofHours(1));

        takeAll("amna", PHONE);
        assertSentAway("amna", PHONE, 11);
    }

    private void takeAll(String user, Optional<UUID> install) {
        for (int i = 0; i < BURST; i++) {
            rates.take(user, install);
        }
    }

    private void assertSentAway(String user, Optional<UUID> install, int seconds) {
        assertThatThrownBy(() -> rates.take(user, install)).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.status()).isEqualTo(429);
            assertThat(problem.code()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(problem.headers()).containsEntry("Retry-After", Integer.toString(seconds));
        });
    }

    /** Stands until it is told that time passes. */
    private static final class Stopwatch implements TimeMeter {
        private long nanos;

        void pass(Duration time) {
            nanos += time.toNanos();
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
