package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Random;

/** When to try again: exponential with full jitter, so that phones which failed together do not come back together. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int STEPS_TO_LONGEST = 10;

    private final Random random;

    Backoff(Random random) {
        this.random = random;
    }

    /**
     * @param failures in a row, from 1
     * @return between nothing and 5 s, doubled with every failure up to 1 h
     */
    Duration after(int failures) {
        long doubled = FIRST.toMillis() << Math.min(Math.max(failures, 1) - 1, STEPS_TO_LONGEST);
        long most = Math.min(doubled, LONGEST.toMillis());
        return Duration.ofMillis((long) (random.nextDouble() * (most + 1)));
    }
}
