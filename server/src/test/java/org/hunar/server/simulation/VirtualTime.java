package org.hunar.server.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The true time of a simulated world; it stands still unless told. */
final class VirtualTime implements InstantSource {
    private static final Instant BEGINNING = Instant.parse("2026-09-20T06:00:00Z");

    private Instant now = BEGINNING;

    void reset() {
        now = BEGINNING;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public long millis() {
        return now.toEpochMilli();
    }
}
