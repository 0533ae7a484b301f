package org.hunar.model.sync.client;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;

/** What the steps of one run share: the way to the server, where syncing has got to, and what came of it so far. */
final class Session {
    private static final int IDS_A_QUERY = 500;

    final PhoneStore store;

    /** Whose work this run hands in, besides what nobody knows the author of. */
    final Optional<String> user;

    final ServerTime time;
    final Calls calls;
    final String appVersion;
    final SyncState state;
    Limits limits = Limits.DEFAULT;

    /** Operations acknowledged. */
    int acked;

    /** Operations refused. */
    int parked;

    /** Documents that came or went. */
    int pulled;

    /** Scopes that differ from what the server counted. */
    int mismatches;

    /** Attachments brought. */
    int uploaded;

    /** Whether something stays here that is to be tried again later. */
    boolean patience;

    Session(PhoneStore store, Optional<String> user, ServerTime time, Calls calls, String appVersion, SyncState state) {
        this.store = store;
        this.user = user;
        this.time = time;
        this.calls = calls;
        this.appVersion = appVersion;
        this.state = state;
    }

    /** Every answer names the epoch; another one than before says that the server was restored from a backup. */
    void noteEpoch(long epoch) {
        if (state.epoch.filter(known -> known != epoch).isPresent()) {
            state.beginRepair();
        }
        if (!state.epoch.equals(Optional.of(epoch))) {
            state.epoch = Optional.of(epoch);
            save();
        }
    }

    /** How many ids are asked about at once: as many as operations are sent at once, for the same link carries them. */
    int idsAQuery() {
        return state.pushPortion.of(IDS_A_QUERY);
    }

    /** Asks what became of operations that were sent before. */
    StatusAnswer ask(List<OperationId> ids) throws TransportException {
        try {
            StatusAnswer answer =
                    calls.make(transport -> transport.status(new StatusQuery(ids)), StatusAnswer::serverTime);
            state.pushPortion.succeeded(IDS_A_QUERY);
            return answer;
        } catch (TransportException e) {
            if (e.isNoAnswer()) {
                state.pushPortion.failed(ids.size());
            }
            throw e;
        }
    }

    static List<OperationId> ids(Collection<OutboxEntry> entries) {
        return entries.stream().map(entry -> entry.operation().id()).collect(Collectors.toList());
    }

    void save() {
        synchronized (store) {
            store.commit(new Changes().put(Keys.SYNC, state.toJson()));
        }
    }
}
