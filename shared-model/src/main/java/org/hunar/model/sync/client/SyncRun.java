package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Optional;
import org.hunar.model.sync.Hello;

/**
 * One round of syncing, in its order: operations go out, documents come in, and attachments follow,
 * since results are to reach the server early over a bad link.
 */
final class SyncRun {
    private static final int UPGRADE_REQUIRED = 426;
    private static final int FORBIDDEN = 403;

    private final Session session;
    private final Pushing pushing;
    private final Repair repair;
    private final Pulling pulling;
    private final Optional<Uploading> uploading;

    /** @param attachments absent when the app has none, or does not bring them in this run */
    SyncRun(Session session, Optional<AttachmentSource> attachments) {
        this.session = session;
        this.pushing = new Pushing(session);
        this.repair = new Repair(session, pushing);
        this.pulling = new Pulling(session, repair);
        this.uploading = attachments.map(source -> new Uploading(session, pushing, source));
    }

    void go() throws TransportException {
        Hello hello = session.calls.make(Transport::hello, Hello::serverTime);
        session.limits = hello.limits();
        session.noteEpoch(hello.epoch());
        // what a restored server forgot goes before what was captured since, as the first time
        repair.ifDue();
        pushing.run();
        repair.ifDue();
        Optional<TransportException> noDocuments = pull();
        if (uploading.isPresent()) {
            uploading.get().run();
        }
        new Journal(session.store, session.user).forgetOld(session.time.nowMillis());
        if (noDocuments.isPresent()) {
            throw noDocuments.get();
        }
    }

    /** An app that is too old to be given documents, and a phone that was revoked, still hand in everything they have. */
    private Optional<TransportException> pull() throws TransportException {
        try {
            pulling.run();
            return Optional.empty();
        } catch (TransportException e) {
            if (e.status() != UPGRADE_REQUIRED && e.status() != FORBIDDEN) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** Whether the server has taken everything that was there to send. */
    boolean isAllSent() {
        return !session.patience;
    }

    SyncReport report(
            SyncReport.Outcome outcome, Optional<Duration> callAgainAfter, Optional<TransportException> cause) {
        return new SyncReport(
                outcome,
                callAgainAfter,
                session.acked,
                session.parked,
                session.uploaded,
                session.pulled,
                session.mismatches,
                cause);
    }
}
