package org.hunar.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A token bucket for each of many, full after a rest. It counts on this node alone and forgets at a restart; nothing is lost
 * by that, since a limit protects the server and promises nothing.
 *
 * @param <K> whose calls are counted together
 */
public final class Rates<K> {
    private static final int MOST_REMEMBERED = 50_000;

    private final int burst;
    private final int perMinute;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    /**
     * @param burst calls at once after a rest
     * @param perMinute calls in the long run
     * @param time that only goes forward: with a wall clock that is set back, all would wait until it has caught up
     */
    public Rates(int burst, int perMinute, TimeMeter time) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                // who has not come for so long has a full bucket again, as one who was never seen
                .expireAfterAccess(Duration.ofMinutes(1 + burst / perMinute))
                .ticker(time::currentTimeNanos)
                .build();
    }

    /**
     * @param detail what is said to who asks too often
     * @throws ProblemException 429 {@code TOO_MANY_REQUESTS} with {@code Retry-After}, a second or more
     */
    public void take(K whose, String detail) {
        ConsumptionProbe probe = buckets.get(whose, same -> full()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            long seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            throw ProblemException.tooManyRequests(detail, seconds);
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }
}
