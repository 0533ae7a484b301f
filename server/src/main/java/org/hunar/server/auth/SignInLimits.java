package org.hunar.server.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.hunar.server.http.ProblemException;

/**
 * Who may try a password now. Guessing is made slow where it comes from, and never for the user as such, so that nobody
 * can lock a trainer out:
 *
 * <ul>
 *   <li>a user at an address may be wrong a few times; then each further try has to wait twice as long as the last;
 *   <li>an address may be wrong so often, whichever users it tries;
 *   <li>all tries for users at addresses from which they have not signed in before share one budget, since each costs the
 *       time of a hash. Who signs in from where he has done so before does not draw on it.
 * </ul>
 *
 * It counts on this node alone and forgets at a restart, as {@code DeviceRates} does.
 */
final class SignInLimits implements Attempts {
    /** Wrong passwords of a user at an address before the first wait. */
    static final int FREE = 5;

    /** The same where the user has signed in before: several people may share an address. */
    static final int FREE_WHERE_KNOWN = 20;

    private static final int WRONG_BY_ADDRESS = 50;
    private static final int WRONG_BY_ADDRESS_PER_MINUTE = 10;
    private static final int MOST_REMEMBERED = 50_000;
    private static final int SMALLEST_BURST = 30;
    private static final int MOST_DOUBLINGS = 20;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final TimeMeter time;
    private final long longestWaitNanos;
    private final Cache<Place, Tries> tries;
    private final Cache<Place, Boolean> known;
    private final Cache<String, Bucket> addresses;
    private final Bucket strangers;

    /** A user at an address. */
    private record Place(UserName user, String address) {}

    /**
     * @param count tries since the last right password; one that is under way counts as a wrong one
     * @param freeAgain from when on the next may be made
     */
    private record Tries(int count, long freeAgain) {}

    /** @param time that only goes forward */
    SignInLimits(PasswordsConfig config, TimeMeter time) {
        this.time = time;
        this.longestWaitNanos = config.longestWait().toNanoseconds();
        Duration forgotten = Duration.ofNanos(longestWaitNanos).plus(FORGOTTEN_AFTER);
        this.tries = remembered(forgotten);
        this.known = remembered(KNOWN_FOR);
        this.addresses = remembered(FORGOTTEN_AFTER);
        int perMinute = config.strangersPerMinute();
        this.strangers = bucket(Math.max(SMALLEST_BURST, perMinute / 10), perMinute);
    }

    /**
     * To be asked before a password is looked at; {@link #right} or {@link #wrong} follows.
     *
     * @return whether the user has signed in from there before
     * @throws ProblemException 429 with {@code Retry-After} for who was wrong too often, 503 when too many sign in
     */
    boolean admit(UserName user, String address) {
        Place place = new Place(user, address);
        boolean isKnown = known.getIfPresent(place) != null;
        // looked at first: who has to wait draws on no budget
        requireFree(tries.getIfPresent(place));
        if (!isKnown) {
            admit(address);
            takeFromStrangers();
        }
        tries.asMap().compute(place, (same, before) -> {
            requireFree(before);
            return oneMore(before, isKnown ? FREE_WHERE_KNOWN : FREE);
        });
        return isKnown;
    }

    /** As {@link #admit(UserName, String)}, for what is no password and costs no hash. */
    @Override
    public void admit(String address) {
        Bucket bucket = addresses.getIfPresent(address);
        if (bucket != null && bucket.getAvailableTokens() < 1) {
            throw tooOften(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        }
    }

    void right(UserName user, String address) {
        Place place = new Place(user, address);
        known.put(place, true);
        tries.invalidate(place);
    }

    /** The try of a password itself was counted when it was admitted. */
    @Override
    public void wrong(String address) {
        addresses
                .get(address, same -> bucket(WRONG_BY_ADDRESS, WRONG_BY_ADDRESS_PER_MINUTE))
                .tryConsume(1);
    }

    private void requireFree(Tries before) {
        long wait = before == null ? 0 : before.freeAgain() - time.currentTimeNanos();
        if (wait > 0) {
            throw tooOften(wait);
        }
    }

    private Tries oneMore(Tries before, int free) {
        int count = before == null ? 1 : before.count() + 1;
        int doublings = Math.min(count - free, MOST_DOUBLINGS);
        long wait = doublings < 0
                ? 0
                : Math.min(longestWaitNanos, Duration.ofSeconds(1L << doublings).toNanos());
        return new Tries(count, time.currentTimeNanos() + wait);
    }

    private void takeFromStrangers() {
        ConsumptionProbe probe = strangers.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ProblemException.busy((int) seconds(probe.getNanosToWaitForRefill()));
        }
    }

    private static ProblemException tooOften(long nanos) {
        return ProblemException.tooManyRequests(
                "too many wrong passwords from here; nothing was looked at, wait and try again", seconds(nanos));
    }

    private static long seconds(long nanos) {
        return 1 + TimeUnit.NANOSECONDS.toSeconds(nanos);
    }

    private Bucket bucket(int burst, int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private <K, V> Cache<K, V> remembered(Duration after) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(after)
                .ticker(time::currentTimeNanos)
                .build();
    }
}
