package org.hunar.server.storage;

import java.time.Duration;
import java.util.Optional;

/** How old what this thread has read from a {@link Replica} may be: for the answer to the request that it works on. */
public final class Staleness {
    private static final ThreadLocal<Duration> WORST = new ThreadLocal<>();

    private Staleness() {}

    static void met(Duration behind) {
        Duration before = WORST.get();
        if (before == null || before.compareTo(behind) < 0) {
            WORST.set(behind);
        }
    }

    /** Of all that was read since this was last asked; empty if all of it was read from the primary. */
    public static Optional<Duration> take() {
        Optional<Duration> worst = Optional.ofNullable(WORST.get());
        WORST.remove();
        return worst;
    }
}
