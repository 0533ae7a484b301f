package org.hunar.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final Retry retry = new Retry(new Random(7), pauses::add);
    private int attempts;

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "HYT00", "90131", "23505"})
    void whoMetAnotherTransactionTriesAgain(String state) {
        String result = retry.call(failing(2, state));

        assertThat(result).isEqualTo("done");
        assertThat(attempts).isEqualTo(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void attemptsAreBoundedAndPausesGrowNoLongerThanTheLongest() {
        assertThatThrownBy(() -> retry.call(failing(1_000, "40001"))).isInstanceOf(BusyException.class);

        assertThat(attempts).isEqualTo(Retry.ATTEMPTS);
        assertThat(pauses)
                .hasSize(Retry.ATTEMPTS - 1)
                .allMatch(pause -> !pause.isNegative() && pause.toMillis() <= 640);
    }

    @Test
    void aKeyThatStaysDuplicateIsNoMatterOfBusyness() {
        assertThatThrownBy(() -> retry.call(failing(1_000, "23505"))).hasMessage("23505");
    }

    @Test
    void anyOtherFailureIsThrownAtOnce() {
        assertThatThrownBy(() -> retry.call(failing(1_000, "42601"))).hasMessage("42601");

        assertThat(attempts).isOne();
        assertThat(pauses).isEmpty();
    }

    private Supplier<String> failing(int times, String state) {
        return () -> {
            if (attempts++ < times) {
                throw new IllegalStateException(state, new SQLException("planted", state));
            }
            return "done";
        };
    }
}
