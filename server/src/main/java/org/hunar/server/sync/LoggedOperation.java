package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.sync.Operation;

/**
 * An operation in the log.
 *
 * @param programme its entity's programme, or {@link #UNPLACED} while that is not known
 * @param clockOffset what was to be added to the clock of its phone, measured when it came; absent if not told
 * @param enrolledAt when the phone was let in by which it came; absent for who signed in with a password
 * @param author name of the user who was signed in when it came
 * @param inReview kept out of the document until a manager accepts it
 */
record LoggedOperation(
        String programme,
        Operation operation,
        UUID installId,
        String author,
        Instant receivedAt,
        Optional<Duration> clockOffset,
        Optional<Instant> enrolledAt,
        String hash,
        boolean inReview) {
    /** In place of a programme that cannot be told yet. */
    static final String UNPLACED = "";

    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    /** Nothing stays on a phone for so long: a clock that is off by more shows when it was captured all the same. */
    private static final Duration LONGEST_OFFLINE = Duration.ofDays(365);

    /** Between these years every time can be added to; a phone may say others. */
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant YEAR_9999 = Instant.parse("9999-12-31T00:00:00Z");

    boolean isUnplaced() {
        return programme.equals(UNPLACED);
    }

    /** Whether it is what was left when somebody was erased. */
    boolean isStripped() {
        return hash.equals(Redaction.HASH);
    }

    LoggedOperation stripped(Operation left) {
        return new LoggedOperation(
                programme, left, installId, author, receivedAt, clockOffset, enrolledAt, Redaction.HASH, inReview);
    }

    /** Whether its clock was so far ahead of the server's that it cannot be trusted to tell what came first. */
    boolean isFarAhead() {
        return operation.hlc().millis() > receivedAt.plus(MOST_AHEAD).toEpochMilli();
    }

    /** Whether its clock shows a time at which its phone was not let in yet. */
    boolean isBeforeEnrolment() {
        return enrolledAt
                .filter(at -> operation.hlc().millis() < at.toEpochMilli())
                .isPresent();
    }

    /**
     * When it was captured by the server's clock. A phone says so itself as soon as it has heard from a server; what it
     * captured before, it says by its own clock, and that it does so. Apps that do not say it are seen through where the
     * time cannot be: when it lies after the receipt, or before the time which a clock showed that was more than a year
     * behind.
     *
     * @return between 1970 and the receipt
     */
    Instant correctedAt() {
        Instant said = within(YEAR_0, operation.capturedAt(), YEAR_9999);
        Instant corrected = clockOffset
                .filter(offset -> operation.isClockUnsynced()
                        || said.isAfter(receivedAt)
                        || offset.compareTo(LONGEST_OFFLINE) > 0 && !said.isAfter(receivedAt.minus(offset)))
                .map(said::plus)
                .orElse(said);
        return within(Instant.EPOCH, corrected, receivedAt);
    }

    private static Instant within(Instant least, Instant time, Instant most) {
        if (time.isAfter(most)) {
            return most;
        }
        return time.isBefore(least) ? least : time;
    }

    LoggedOperation placed(String inProgramme, boolean review) {
        return new LoggedOperation(
                inProgramme, operation, installId, author, receivedAt, clockOffset, enrolledAt, hash, review);
    }
}
