package org.hunar.server.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a transaction again that met another one: after a pause drawn at random from a range that doubles ("full
 * jitter"), so that those who met do not meet again.
 */
public final class Retry {
    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
    static final int ATTEMPTS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(640);

    /** Serialization failure, deadlock (both), lock not available, lock time-out (H2), concurrent update (H2). */
    private static final Set<String> CONTENTION = Set.of("40001", "40P01", "55P03", "HYT00", "90131");

    /** Another transaction inserted the same key first; seen again, its row is there to be read. */
    private static final String DUPLICATE_KEY = "23505";

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    private final RandomGenerator random;
    private final Sleeper sleeper;

    public Retry(RandomGenerator random, Sleeper sleeper) {
        this.random = random;
        this.sleeper = sleeper;
    }

    /**
     * @return what the first attempt that met nobody returned
     * @throws BusyException if all attempts met others
     * @throws UnavailableException if the database cannot be worked with
     * @throws RuntimeException whatever else an attempt threw, at once; a duplicate key if it is one at every attempt
     */
    <T> T call(Supplier<T> attempt) {
        for (int made = 1; ; made++) {
            try {
                return attempt.get();
            } catch (RuntimeException e) {
                String state = sqlState(e);
                if (!CONTENTION.contains(state) && !DUPLICATE_KEY.equals(state)) {
                    throw Outage.named(e);
                }
                if (made == ATTEMPTS) {
                    LOG.warn("Gave way to other transactions in {} attempts, at last by SQLSTATE {}", made, state);
                    throw DUPLICATE_KEY.equals(state) ? e : new BusyException(made, e);
                }
            }
            pause(made);
        }
    }

    private void pause(int attemptsMade) {
        long longest = Math.min(FIRST_PAUSE.toMillis() << attemptsMade, LONGEST_PAUSE.toMillis());
        try {
            sleeper.sleep(Duration.ofMillis(random.nextLong(longest + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(attemptsMade, e);
        }
    }

    /** SQLSTATE of the innermost SQLException; empty when there is none. */
    private static String sqlState(Throwable thrown) {
        String state = "";
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
            }
        }
        return state;
    }
}
