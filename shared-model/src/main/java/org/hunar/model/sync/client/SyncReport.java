package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Optional;
import org.hunar.model.Translations;
import org.hunar.model.sync.Texts;

/**
 * What came of one run of the {@link SyncEngine}.
 *
 * @param callAgainAfter when the engine should be run again, by a clock that is not set; absent when it has nothing left
 *     to do
 * @param acked operations acknowledged in this run
 * @param parked operations refused in this run
 * @param uploaded attachments that the server has now
 * @param pulled documents that came or went
 * @param digestMismatches scopes that after a fresh pull still differ from the server's count
 * @param cause of an outcome other than COMPLETE, as far as there was a refusal
 */
public record SyncReport(
        Outcome outcome,
        Optional<Duration> callAgainAfter,
        int acked,
        int parked,
        int uploaded,
        int pulled,
        int digestMismatches,
        Optional<TransportException> cause) {

    /** How a run ended. */
    public enum Outcome {
        /** All is sent and pulled. */
        COMPLETE,
        /** No network, or the server is busy: again later. Work goes on meanwhile. */
        LATER,
        /** The token was refused, and so was a new one: the user has to sign in. */
        SIGN_IN,
        /** The server does not let this device in. What was captured stays here. */
        REFUSED,
        /** The app is too old to pull; what was captured has been handed in all the same. */
        UPGRADE;

        /** What it says to people. */
        public Translations text() {
            return Texts.of("SYNC_" + name()).orElseThrow(IllegalStateException::new);
        }
    }
}
