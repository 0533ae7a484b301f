package org.hunar.model.sync.client;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;

/** Brings the server's documents here, page by page, and begins from nothing where the server or a count says so. */
final class Pulling {
    private static final long BETWEEN_RESYNCS_MILLIS = 86_400_000;

    /** A pull may begin anew for an old cursor, a restored server and a wrong digest; more often is a server's fault. */
    private static final int MOST_BEGINNINGS = 4;

    private final Session session;
    private final SyncState state;
    private final Repair repair;
    private final Outbox outbox;
    private final Documents documents;
    private int beginnings;

    Pulling(Session session, Repair repair) {
        this.session = session;
        this.state = session.state;
        this.repair = repair;
        this.outbox = new Outbox(session.store, session.user);
        this.documents = new Documents(session.store);
    }

    void run() throws TransportException {
        boolean more = true;
        while (more) {
            try {
                more = !pullPage();
            } catch (TransportException e) {
                beginAnew(e);
            }
        }
    }

    /** Returns whether that was the last. */
    private boolean pullPage() throws TransportException {
        Optional<String> cursor = state.cursor;
        PullAnswer page = ask(cursor);
        if (page.hasMore() && cursor.equals(Optional.of(page.cursor()))) {
            throw TransportException.noAnswer("the page says that there is more, and its cursor does not move", null);
        }
        session.noteEpoch(page.epoch());
        session.pulled += PageIntake.take(session.store, state, page);
        if (state.repairDue) {
            countBeginning(TransportException.noAnswer("the server was restored while it was pulled from", null));
            repair.ifDue();
            return false;
        }
        return !page.hasMore() && isAsAnnounced(page);
    }

    private PullAnswer ask(Optional<String> cursor) throws TransportException {
        int items = state.pullPortion.of(session.limits.pullItems());
        Pull pull = new Pull(
                cursor,
                Install.load(session.store).flatMap(install -> install.idOf(session.user)),
                Optional.of(items),
                Optional.of(session.appVersion),
                Optional.of(outbox.count()));
        try {
            PullAnswer page = session.calls.make(transport -> transport.pull(pull), PullAnswer::serverTime);
            state.pullPortion.succeeded(session.limits.pullItems());
            return page;
        } catch (TransportException e) {
            if (e.isNoAnswer()) {
                state.pullPortion.failed(items);
            }
            throw e;
        }
    }

    /** Whether what is here is what the server counted; if not, and not tried today, everything is pulled again. */
    private boolean isAsAnnounced(PullAnswer page) {
        Map<String, Digest> here = documents.digests(state.generation);
        session.mismatches = 0;
        page.digests().forEach((scope, there) -> {
            if (!here.getOrDefault(scope, Digest.EMPTY).equals(there)) {
                session.mismatches++;
            }
        });
        long now = session.time.nowMillis();
        boolean triedToday = state.resyncedAt
                .filter(at -> Math.abs(now - at) < BETWEEN_RESYNCS_MILLIS)
                .isPresent();
        if (session.mismatches == 0 || triedToday) {
            return true;
        }
        state.resyncedAt = Optional.of(now);
        state.startOver();
        session.save();
        return false;
    }

    private void beginAnew(TransportException refusal) throws TransportException {
        boolean epoch = refusal.hasCode("CURSOR_EPOCH");
        if (!epoch && !refusal.hasCode("CURSOR_EXPIRED")) {
            throw refusal;
        }
        countBeginning(refusal);
        if (epoch) {
            state.beginRepair();
            session.save();
            repair.ifDue();
        } else {
            state.startOver();
            session.save();
        }
    }

    private void countBeginning(TransportException cause) throws TransportException {
        if (++beginnings >= MOST_BEGINNINGS) {
            throw cause;
        }
    }
}
