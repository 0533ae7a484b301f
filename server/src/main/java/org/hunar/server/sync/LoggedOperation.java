package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hunar.model.sync.Operation;

/**
 * An operation in the log.
 *
 * @param programme its entity's programme, or {@link #UNPLACED} while that is not known
 * @param author name of the user who was signed in when it came
 * @param inReview kept out of the document until a manager accepts it
 */
record LoggedOperation(
        String programme,
        Operation operation,
        UUID installId,
        String author,
        Instant receivedAt,
        String hash,
        boolean inReview) {
    /** In place of a programme that cannot be told yet. */
    static final String UNPLACED = "";

    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    boolean isUnplaced() {
        return programme.equals(UNPLACED);
    }

    /** Whether its clock was so far ahead of the server's that it cannot be trusted to tell what came first. */
    boolean isFarAhead() {
        return operation.hlc().millis() > receivedAt.plus(MOST_AHEAD).toEpochMilli();
    }

    LoggedOperation placed(String inProgramme, boolean review) {
        return new LoggedOperation(inProgramme, operation, installId, author, receivedAt, hash, review);
    }
}
