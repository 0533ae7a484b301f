package org.hunar.model.sync.client;

import java.util.List;
import java.util.Map;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.StatusAnswer;

/**
 * The server was restored from a backup and has forgotten what came after it: whatever it answered for in the last 90
 * days and no longer knows is handed in again, then everything is pulled anew. How far the asking has got is kept, so
 * that it comes to its end over many broken runs.
 */
final class Repair {
    /** A server that is restored more often within one run is left for the next. */
    private static final int MOST_REPAIRS = 4;

    private final Session session;
    private final Pushing pushing;
    private final Journal journal;
    private int repairs;

    Repair(Session session, Pushing pushing) {
        this.session = session;
        this.pushing = pushing;
        this.journal = new Journal(session.store, session.user);
    }

    void ifDue() throws TransportException {
        SyncState state = session.state;
        while (state.repairDue && repairs < MOST_REPAIRS) {
            repairs++;
            askAboutTheJournal();
            journal.sendForgottenAgain(state);
            pushing.run();
        }
        session.patience |= state.repairDue;
    }

    private void askAboutTheJournal() throws TransportException {
        Map<String, OutboxEntry> some = journal.after(session.state.repairedTo, session.idsAQuery());
        while (!some.isEmpty()) {
            List<OperationId> ids = Session.ids(some.values());
            StatusAnswer answer = session.ask(ids);
            journal.takeUp(some, answer, session.state);
            session.noteEpoch(answer.epoch());
            some = journal.after(session.state.repairedTo, session.idsAQuery());
        }
    }
}
