package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Optional;
import org.hunar.model.sync.Hello;

/** One round of syncing, in its order: what is captured goes out first, then the server's documents come in. */
final class SyncRun {
    private final Session session;
    private final Pushing pushing;
    private final Repair repair;
    private final Pulling pulling;

    SyncRun(Session session) {
        this.session = session;
        this.pushing = new Pushing(session);
        this.repair = new Repair(session, pushing);
        this.pulling = new Pulling(session, repair);
    }

    void go() throws TransportException {
        Hello hello = session.calls.make(Transport::hello, Hello::serverTime);
        session.limits = hello.limits();
        session.noteEpoch(hello.epoch());
        pushing.run();
        repair.ifDue();
        pulling.run();
        new Journal(session.store).forgetOld(session.time.nowMillis());
    }

    /** Whether the server has taken everything that was there to send. */
    boolean isAllSent() {
        return !session.patience;
    }

    SyncReport report(
            SyncReport.Outcome outcome, Optional<Duration> callAgainAfter, Optional<TransportException> cause) {
        return new SyncReport(
                outcome, callAgainAfter, session.acked, session.parked, session.pulled, session.mismatches, cause);
    }
}
