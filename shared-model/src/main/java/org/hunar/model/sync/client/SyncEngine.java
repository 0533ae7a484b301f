package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.Optional;

/**
 * Exchanges work with a server: pushes until nothing is left or the server asks for patience, then pulls until nothing
 * is left, then brings attachments. It neither sleeps nor starts a thread: {@link #run} does one round and says when to be called again. Runs of
 * one phone follow each other; they never overlap.
 */
public final class SyncEngine {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int UPGRADE_REQUIRED = 426;

    private final Object turn;
    private final PhoneStore store;
    private final Optional<String> user;
    private final ServerTime time;
    private final Transport transport;
    private final String appVersion;
    private final Optional<AttachmentSource> attachments;
    private final Backoff backoff;

    /**
     * @param turn one for all engines of a phone: whoever holds it is running
     * @param user whose work it hands in
     */
    SyncEngine(
            Object turn,
            PhoneStore store,
            Optional<String> user,
            ServerTime time,
            Transport transport,
            String appVersion,
            Optional<AttachmentSource> attachments,
            Backoff backoff) {
        this.turn = turn;
        this.store = store;
        this.user = user;
        this.time = time;
        this.transport = transport;
        this.appVersion = appVersion;
        this.attachments = attachments;
        this.backoff = backoff;
    }

    /**
     * One round. It may be killed at any moment: the next one goes on from what is in the store. Where another thread
     * syncs the same phone, this one waits until that has come to its end.
     *
     * @throws StoreException if the phone's own store fails; nothing is lost by that
     * @throws IllegalStateException if the transport signs in somebody else than whose work this hands in
     */
    public SyncReport run() {
        synchronized (turn) {
            return round();
        }
    }

    private SyncReport round() {
        requireOwnToken();
        SyncState state = SyncState.load(store, user);
        SyncRun run =
                new SyncRun(new Session(store, user, time, new Calls(transport, time), appVersion, state), attachments);
        try {
            run.go();
        } catch (TransportException e) {
            return later(run, state, Optional.of(e));
        }
        return run.isAllSent() ? complete(run, state) : later(run, state, Optional.empty());
    }

    /** The server takes whom the token names for the author, so work must not leave under the token of somebody else. */
    private void requireOwnToken() {
        Optional<String> holder = transport.user().map(Phone::userName);
        if (user.isPresent() && holder.isPresent() && !holder.equals(user)) {
            throw new IllegalStateException("an engine of " + user.get() + " was given a token of " + holder.get());
        }
    }

    private SyncReport complete(SyncRun run, SyncState state) {
        remember(state, 0);
        return run.report(SyncReport.Outcome.COMPLETE, Optional.empty(), Optional.empty());
    }

    private SyncReport later(SyncRun run, SyncState state, Optional<TransportException> cause) {
        remember(state, state.failures + 1);
        return run.report(outcome(cause), Optional.of(wait(state, cause)), cause);
    }

    private Duration wait(SyncState state, Optional<TransportException> cause) {
        return cause.flatMap(TransportException::retryAfter).orElseGet(() -> backoff.after(state.failures));
    }

    private void remember(SyncState state, int failures) {
        state.failures = failures;
        state.skewMillis = time.skewMillis();
        state.skewKnown = time.isKnown();
        synchronized (store) {
            store.commit(new Changes().put(Keys.SYNC, state.toJson()));
        }
    }

    private static SyncReport.Outcome outcome(Optional<TransportException> cause) {
        switch (cause.map(TransportException::status).orElse(0)) {
            case UNAUTHORIZED:
                return SyncReport.Outcome.SIGN_IN;
            case FORBIDDEN:
                return SyncReport.Outcome.REFUSED;
            case UPGRADE_REQUIRED:
                return SyncReport.Outcome.UPGRADE;
            default:
                return SyncReport.Outcome.LATER;
        }
    }
}
