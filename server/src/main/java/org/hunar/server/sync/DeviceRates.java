package org.hunar.server.sync;

import io.github.bucket4j.TimeMeter;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.http.ProblemException;
import org.hunar.server.http.Rates;

/**
 * Back-pressure by device: one phone that asks without end does not take the server from the others. Each may ask often
 * after a rest, so that weeks of work go through in one go.
 */
final class DeviceRates {
    private final int perMinute;
    private final Rates<Device> rates;

    private record Device(String user, Optional<UUID> install) {}

    /**
     * @param burst requests that a device may make at once after a rest
     * @param perMinute requests that it may make in the long run
     * @param time that only goes forward
     */
    DeviceRates(int burst, int perMinute, TimeMeter time) {
        this.perMinute = perMinute;
        this.rates = new Rates<>(burst, perMinute, time);
    }

    /**
     * @param install of the phone; a caller who names none counts as one device
     * @throws ProblemException 429 {@code TOO_MANY_REQUESTS} with {@code Retry-After}
     */
    void take(String user, Optional<UUID> install) {
        rates.take(
                new Device(user, install),
                "this phone asks more than " + perMinute + " times a minute; nothing was stored, try again");
    }
}
