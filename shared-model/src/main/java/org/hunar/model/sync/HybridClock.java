package org.hunar.model.sync;

import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Gives hybrid timestamps that only ever rise, whatever the clock under it does: set back, it counts on from the last
 * one; set forward, it jumps along. Not safe for use by several threads at once.
 */
public final class HybridClock {
    /** Half of what 12 digits hold (the year 6429), so that counting on from a broken clock never reaches the end. */
    private static final long LATEST_BELIEVED = HybridTimestamp.MAX_MILLIS / 2;

    private static final int INSTALL_DIGITS = 8;

    private final String install;
    private final LongSupplier millis;
    private Optional<HybridTimestamp> last;

    /**
     * @param installId whose first 8 digits keep two installs apart
     * @param millis best estimate of the server's time, in milliseconds since 1970; any value is taken
     * @param last the greatest timestamp given before, from the store; absent on first start
     */
    public HybridClock(UUID installId, LongSupplier millis, Optional<HybridTimestamp> last) {
        this.install = installId.toString().substring(0, INSTALL_DIGITS);
        this.millis = millis;
        this.last = last;
    }

    /** A timestamp greater than every one before it. */
    public HybridTimestamp tick() {
        long now = Math.max(0, Math.min(millis.getAsLong(), LATEST_BELIEVED));
        HybridTimestamp next = last.filter(previous -> previous.millis() >= now)
                .map(this::after)
                .orElseGet(() -> HybridTimestamp.of(now, 0, install));
        last = Optional.of(next);
        return next;
    }

    private HybridTimestamp after(HybridTimestamp previous) {
        if (previous.counter() == HybridTimestamp.MAX_COUNTER) {
            return HybridTimestamp.of(previous.millis() + 1, 0, install);
        }
        return HybridTimestamp.of(previous.millis(), previous.counter() + 1, install);
    }
}
