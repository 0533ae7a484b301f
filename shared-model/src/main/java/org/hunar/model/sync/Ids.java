package org.hunar.model.sync;

import java.util.Random;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Makes UUIDs (RFC 9562) from a clock and a source of chance that are handed in. Not safe for use by several threads at
 * once.
 */
public final class Ids {
    private static final long MAX_MILLIS = 0xffff_ffff_ffffL;
    private static final int MILLIS_SHIFT = 16;
    private static final int VERSION_SHIFT = 12;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long LOW_BITS = 0x3fff_ffff_ffff_ffffL;
    private static final long HIGH_BITS = 0xfffL;

    private final LongSupplier millis;
    private final Random random;
    private long lastMillis = -1;
    private long high;
    private long low;

    /**
     * @param millis since 1970; any value is taken
     * @param random a {@link java.security.SecureRandom}, except in tests
     */
    public Ids(LongSupplier millis, Random random) {
        this.millis = millis;
        this.random = random;
    }

    /** A random UUID, for participants: ODK Collect ignores entities with another version. */
    public UUID version4() {
        long most = random.nextLong() & ~(0xfL << VERSION_SHIFT) | 4L << VERSION_SHIFT;
        return new UUID(most, VARIANT | random.nextLong() & LOW_BITS);
    }

    /**
     * A UUID that sorts by time, for assessments, operations and uploads. Each is greater than the one before it, within
     * a millisecond and when the clock was set back.
     */
    public UUID version7() {
        long now = Math.max(0, Math.min(millis.getAsLong(), MAX_MILLIS));
        if (now > lastMillis) {
            lastMillis = now;
            high = random.nextLong() & HIGH_BITS;
            low = random.nextLong() & LOW_BITS;
        } else {
            countOn();
        }
        return new UUID(lastMillis << MILLIS_SHIFT | 7L << VERSION_SHIFT | high, VARIANT | low);
    }

    /** RFC 9562 §6.2, method 2: a step of chance, so that the next id cannot be guessed from the last. */
    private void countOn() {
        long step = 1 + (random.nextInt() & 0x7fff_ffffL);
        low += step;
        if (low > LOW_BITS) {
            low &= LOW_BITS;
            high++;
        }
        if (high > HIGH_BITS) {
            high = 0;
            lastMillis++;
        }
    }
}
