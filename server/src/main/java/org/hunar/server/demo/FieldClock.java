package org.hunar.server.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.hunar.model.sync.client.DeviceClock;

/** The clock of a phone: as right as this machine's, until it is set, or until time is made to pass. */
final class FieldClock implements DeviceClock {
    private final InstantSource real;
    private long wallOffset;
    private long passed;

    FieldClock(InstantSource real) {
        this.real = real;
    }

    /** What a flat battery does: the clock begins again with 1970. */
    synchronized void fallTo1970() {
        wallOffset = -real.millis();
    }

    /** Time goes by on this phone, without anybody having to wait for it. */
    synchronized void pass(Duration time) {
        passed += time.toMillis();
    }

    @Override
    public synchronized long wallMillis() {
        return real.millis() + wallOffset + passed;
    }

    @Override
    public synchronized long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) + passed;
    }
}
