package org.hunar.model.sync.client;

/** Both clocks of a device, moved by the test. */
final class TestingClock implements DeviceClock {
    /** 2026-09-20T09:10:00Z. */
    static final long START = 1_789_895_400_000L;

    long wall = START;
    long monotonic = 10_000;

    void pass(long millis) {
        wall += millis;
        monotonic += millis;
    }

    @Override
    public long wallMillis() {
        return wall;
    }

    @Override
    public long monotonicMillis() {
        return monotonic;
    }
}
