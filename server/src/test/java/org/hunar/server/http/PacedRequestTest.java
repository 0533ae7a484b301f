package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacedRequestTest {
    private final PacedRequest.Pace pace =
            new PacedRequest.Pace(DataSize.bytes(256), Duration.seconds(10), System::nanoTime);

    @Test
    void aSmallBodyMayTakeItsTime() {
        assertThatCode(() -> pace.require(2, seconds(10))).doesNotThrowAnyException();
    }

    @Test
    void aLargeOneMayNotTrickle() {
        assertThatCode(() -> pace.require(256 * 50, seconds(60))).doesNotThrowAnyException();
        assertThatThrownBy(() -> pace.require(256 * 50 - 1, seconds(60)))
                .hasMessage("the body came too slowly")
                .rootCause()
                .hasMessage("slower than 256 bytes a second");
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
