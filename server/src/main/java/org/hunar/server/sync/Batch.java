package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.sync.Operation;
import org.hunar.server.auth.CallingDevice;

/**
 * What one author hands in at once.
 *
 * @param author name of the signed-in user
 * @param installId of the phone's database; the server has one of its own for what managers do on pages
 * @param deviceTime what the phone's own clock showed when it sent this
 * @param device by which it comes; empty for who signed in with a password, and for what managers do on pages
 * @param origin what kinds of operations may come by this way
 */
public record Batch(
        String author,
        UUID installId,
        Optional<String> appVersion,
        Optional<Instant> deviceTime,
        Optional<CallingDevice> device,
        Origin origin,
        List<Incoming> incoming) {
    /** Whether all of it waits for a manager: a phone that was lost is in anybody's hands. */
    boolean isOfRevokedDevice() {
        return device.filter(CallingDevice::revoked).isPresent();
    }

    /** When the phone was let in; empty for who signed in with a password. */
    Optional<Instant> enrolledAt() {
        return device.map(CallingDevice::enrolledAt);
    }

    /** What could be read of it. */
    Stream<Operation> operations() {
        return incoming.stream()
                .filter(Incoming.Readable.class::isInstance)
                .map(each -> ((Incoming.Readable) each).operation());
    }

    /** By their ids, all that it says something about, its operations, and the phone that sends it. */
    Set<UUID> named() {
        Set<UUID> named = new HashSet<>(Set.of(installId));
        operations().forEach(operation -> {
            named.add(operation.id().value());
            named.add(operation.entity().id());
            AssessmentMerge.participantNamed(operation).ifPresent(id -> named.add(id.value()));
            EntityLocks.into(operation).ifPresent(id -> named.add(id.id()));
        });
        return named;
    }

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
