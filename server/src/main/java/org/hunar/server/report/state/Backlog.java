package org.hunar.server.report.state;

import java.util.concurrent.atomic.AtomicLong;
import org.hunar.server.report.state.StateDao.Waiting;

/** Tells when to look for changes to fold: a node that added few need not ask the database. */
final class Backlog {
    /** A report adds up what waits; from here on that would be felt. */
    private static final long MANY_CHANGES = 100;

    private static final long MANY_BYTES = 256 * 1024;
    /** What others left is looked for now and then. */
    private static final int LOOKS_WITHOUT_CAUSE = 200;

    private final AtomicLong changes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private int passed;

    /** This node has added a change of so many bytes. */
    void grew(long by) {
        changes.incrementAndGet();
        bytes.addAndGet(by);
    }

    /** Whether so much came here since it last said so that a look is worth it. For one thread. */
    boolean isTimeToLook() {
        passed++;
        if (changes.get() < MANY_CHANGES && bytes.get() < MANY_BYTES && passed < LOOKS_WITHOUT_CAUSE) {
            return false;
        }
        changes.set(0);
        bytes.set(0);
        passed = 0;
        return true;
    }

    static boolean isMuch(Waiting waiting) {
        return waiting.changes() >= MANY_CHANGES || waiting.bytes() >= MANY_BYTES;
    }
}
