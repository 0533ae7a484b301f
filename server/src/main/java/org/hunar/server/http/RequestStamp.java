package org.hunar.server.http;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What every response carries, whoever writes it. */
final class RequestStamp {
    static final String ID_HEADER = "X-Request-Id";
    static final String TIME_HEADER = "X-Server-Time";
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Clock clock;
    private final RandomGenerator random;

    RequestStamp(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** The caller's id if it is a plain word, which may stand in a log; else a new one. */
    String idFor(String given) {
        boolean usable = given != null && PLAIN_WORD.matcher(given).matches();
        return usable ? given : new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Epoch ms, from which a phone learns how far its clock is off. */
    String serverTime() {
        return Long.toString(clock.millis());
    }
}
