package org.hunar.model.sync.client;

import java.time.Instant;

/**
 * The phone's best estimate of the server's time. Within a run of the app it follows the monotonic clock from the last
 * answer, so that setting the phone's clock changes nothing; after a restart it trusts that the phone's clock is as wrong
 * as it was.
 */
final class ServerTime {
    private final DeviceClock clock;
    private long skew;
    private boolean known;
    private boolean measured;
    private long aheadOfMonotonic;

    /**
     * @param skew milliseconds to add to the wall clock, as kept from an earlier run; 0 when never measured
     * @param known whether it was ever measured
     */
    ServerTime(DeviceClock clock, long skew, boolean known) {
        this.clock = clock;
        this.skew = skew;
        this.known = known;
    }

    /** Takes an answer's time as the time halfway between question and answer (Cristian 1989). */
    synchronized void observe(Instant serverTime, long askedAtMonotonic) {
        long halfway = askedAtMonotonic + (clock.monotonicMillis() - askedAtMonotonic) / 2;
        aheadOfMonotonic = serverTime.toEpochMilli() - halfway;
        measured = true;
        known = true;
        skew = nowMillis() - clock.wallMillis();
    }

    /** Whether a server was ever heard; before that it is the phone's clock, right or wrong. */
    synchronized boolean isKnown() {
        return known;
    }

    synchronized long nowMillis() {
        return measured ? clock.monotonicMillis() + aheadOfMonotonic : clock.wallMillis() + skew;
    }

    Instant now() {
        return Instant.ofEpochMilli(nowMillis());
    }

    /** What the phone's own clock shows, right or wrong. */
    Instant deviceTime() {
        return Instant.ofEpochMilli(clock.wallMillis());
    }

    synchronized long skewMillis() {
        return skew;
    }

    DeviceClock device() {
        return clock;
    }
}
