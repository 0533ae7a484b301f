package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one author hands in at once.
 *
 * @param author name of the signed-in user
 * @param installId of the phone's database; the server has one of its own for what managers do on pages
 * @param deviceTime what the phone's own clock showed when it sent this
 * @param origin what kinds of operations may come by this way
 */
public record Batch(
        String author,
        UUID installId,
        Optional<String> appVersion,
        Optional<Instant> deviceTime,
        Origin origin,
        List<Incoming> incoming) {
    /**
     * What is to be added to the phone's clock to get the server's.
     *
     * @param receivedAt by the server's clock
     */
    Optional<Duration> clockOffset(Instant receivedAt) {
        return deviceTime.map(showed -> Duration.between(showed, receivedAt));
    }

    /** By which way operations come. */
    public enum Origin {
        /** From a phone: put and void only. */
        DEVICE,
        /** From the server itself, for a manager: every kind. */
        MANAGER
    }
}
