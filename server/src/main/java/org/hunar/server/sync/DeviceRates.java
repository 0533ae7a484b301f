package org.hunar.server.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.hunar.server.http.ProblemException;

/**
 * Back-pressure by device: one phone that asks without end does not take the server from the others. Each has a token
 * bucket, full after a rest, so that weeks of work go through in one go. It counts on this node alone and forgets at a
 * restart; nothing is lost by that, since a limit protects the server and promises nothing.
 */
final class DeviceRates {
    private static final int MOST_DEVICES = 50_000;

    private final int burst;
    private final int perMinute;
    private final TimeMeter time;
    private final Cache<Device, Bucket> buckets;

    private record Device(String user, Optional<UUID> install) {}

    /**
     * @param burst requests that a device may make at once after a rest
     * @param perMinute requests that it may make in the long run
     * @param time that only goes forward: with a wall clock that is set back, phones would wait until it has caught up
     */
    DeviceRates(int burst, int perMinute, TimeMeter time) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_DEVICES)
                // who has not come for so long has a full bucket again, as one who was never seen
                .expireAfterAccess(Duration.ofMinutes(1 + burst / perMinute))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * @param install of the phone; a caller who names none counts as one device
     * @throws ProblemException 429 {@code TOO_MANY_REQUESTS} with {@code Retry-After}
     */
    void take(String user, Optional<UUID> install) {
        Bucket bucket = buckets.get(new Device(user, install), device -> full());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            throw ProblemException.tooManyRequests(
                    "this phone asks more than " + perMinute + " times a minute; nothing was stored, try again",
                    seconds);
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
