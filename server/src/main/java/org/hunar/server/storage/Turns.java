package org.hunar.server.storage;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets those who write do so one after the other, in the order in which they came, each to the end of its commit.
 *
 * <p>H2 writes its tables down one by one while other transactions go on, so what it writes for one commit may hold a
 * later transaction as committed and lack the last rows of it. A process that is killed before the next writing is
 * then left with a part of that transaction. With one writer at a time there is nobody of whom a part could be written.
 */
final class Turns {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReentrantLock turn = new ReentrantLock(true);

    /** @throws BusyException if those before are not done in time; nothing was stored */
    <T> T take(Supplier<T> writing) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("already in a transaction: hand it on instead of beginning another");
        }
        await();
        try {
            return writing.get();
        } finally {
            turn.unlock();
        }
    }

    private void await() {
        try {
            if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(1, new IllegalStateException("another has been writing for " + PATIENCE));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(1, e);
        }
    }
}
