package org.hunar.server.auth;

import java.util.Optional;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/** What is to be known of devices where people sign in. Handed in, since devices stand above people and not below. */
public interface DeviceDoor {
    /** There are no devices. */
    DeviceDoor CLOSED = new DeviceDoor() {
        @Override
        public Proven prove(String assertion) {
            throw TokenRefusal.unsupportedGrantType("devices cannot be enrolled here");
        }

        @Override
        public Optional<CallingDevice> find(Transaction tx, UUID device) {
            return Optional.empty();
        }
    };

    /**
     * For whom an assertion (RFC 7523) speaks; it is used up by that.
     *
     * @throws org.hunar.server.http.ProblemException {@code invalid_grant} if for nobody
     */
    Proven prove(String assertion);

    /** A device that was enrolled, be it revoked. */
    Optional<CallingDevice> find(Transaction tx, UUID device);

    /** @param user whose device it is */
    record Proven(UserName user, UUID device) {}
}
