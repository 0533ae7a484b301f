package org.hunar.model.sync.client;

/** The two clocks of a device. */
public interface DeviceClock {
    /** What the device believes to be the time, in milliseconds since 1970; people set it, and may set it wrong. */
    long wallMillis();

    /** Milliseconds since some moment, never set; on Android {@code SystemClock.elapsedRealtime()}. */
    long monotonicMillis();
}
