package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;

/** One round of syncing: its order, and what it does about each refusal that it can do something about. */
final class SyncRun {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;
    private static final int IDS_A_QUERY = 500;
    private static final Duration BETWEEN_RESYNCS = Duration.ofDays(1);

    /** A pull may begin anew for an old cursor, a restored server and a wrong digest; more often is a server's fault. */
    private static final int MOST_BEGINNINGS = 4;

    private final PhoneStore store;
    private final ServerTime time;
    private final Calls calls;
    private final String appVersion;
    private final SyncState state;
    private final Outbox outbox;
    private final Documents documents;
    private Limits limits = Limits.DEFAULT;
    private int batchSize;
    private boolean patience;
    private int beginnings;
    private int acked;
    private int parked;
    private int pulled;
    private int mismatches;

    SyncRun(PhoneStore store, ServerTime time, Calls calls, String appVersion, SyncState state) {
        this.store = store;
        this.time = time;
        this.calls = calls;
        this.appVersion = appVersion;
        this.state = state;
        this.outbox = new Outbox(store);
        this.documents = new Documents(store);
    }

    void go() throws TransportException {
        Hello hello = calls.make(Transport::hello, Hello::serverTime);
        limits = hello.limits();
        batchSize = limits.pushOps();
        noteEpoch(hello.epoch());
        push();
        repairIfDue();
        pull();
        outbox.forgetOld(time.nowMillis());
    }

    /** Whether the server has taken everything that was there to send. */
    boolean isAllSent() {
        return !patience;
    }

    SyncReport report(
            SyncReport.Outcome outcome, Optional<Duration> callAgainAfter, Optional<TransportException> cause) {
        return new SyncReport(outcome, callAgainAfter, acked, parked, pulled, mismatches, cause);
    }

    private void push() throws TransportException {
        long tried = 0;
        Optional<Batch> next = outbox.next(tried, batchSize, limits);
        while (next.isPresent()) {
            Batch batch = next.get();
            Optional<PushAnswer> answer = send(batch);
            if (answer.isPresent()) {
                Outbox.Answered answered = outbox.answered(batch, answer.get().results(), time.nowMillis());
                acked += answered.acked();
                parked += answered.parked();
                noteEpoch(answer.get().epoch());
                patience |= answered.left() > 0;
                tried = batch.lastNumber();
                if (answered.left() == batch.size()) {
                    return;
                }
            } else if (batch.size() > 1) {
                batchSize = batch.size() / 2;
            } else {
                tried = batch.lastNumber();
                batchSize = limits.pushOps();
            }
            next = outbox.next(tried, batchSize, limits);
        }
    }

    /** Sends a batch; without an answer if the batch itself is what the server cannot take. */
    private Optional<PushAnswer> send(Batch batch) throws TransportException {
        try {
            return Optional.of(calls.make(
                    transport -> transport.push(batch.toPush(appVersion, time.deviceTime())), PushAnswer::serverTime));
        } catch (TransportException e) {
            if (e.status() != TOO_LARGE && e.status() != BAD_REQUEST) {
                throw e;
            }
            if (batch.size() == 1) {
                setAside(batch.entries().get(0), e);
            }
            return Optional.empty();
        }
    }

    /** An operation that our server refuses even alone is parked; what a proxy on the way refuses is tried later. */
    private void setAside(OutboxEntry entry, TransportException refusal) {
        if (!refusal.code().isPresent()) {
            patience = true;
            return;
        }
        PushCode code = refusal.status() == TOO_LARGE ? PushCode.TOO_LARGE : PushCode.VALIDATION;
        Violation why = new Violation("", refusal.code().get(), refusal.getMessage());
        outbox.park(
                entry, PushResult.rejected(Optional.of(entry.operation().id()), code, List.of(why)), time.nowMillis());
        parked++;
    }

    private void pull() throws TransportException {
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
        Pull pull = new Pull(
                cursor,
                Install.load(store).map(Install::id),
                Optional.of(limits.pullItems()),
                Optional.of(appVersion),
                Optional.of((long) outbox.unsent().size()));
        PullAnswer page = calls.make(transport -> transport.pull(pull), PullAnswer::serverTime);
        if (page.hasMore() && cursor.equals(Optional.of(page.cursor()))) {
            throw TransportException.noAnswer("the page says that there is more, and its cursor does not move", null);
        }
        state.epoch = Optional.of(page.epoch());
        pulled += PageIntake.take(store, state, page);
        return !page.hasMore() && isAsAnnounced(page);
    }

    /** Whether what is here is what the server counted; if not, and not tried today, everything is pulled again. */
    private boolean isAsAnnounced(PullAnswer page) {
        Map<String, Digest> here = documents.digests(state.generation);
        mismatches = 0;
        page.digests().forEach((scope, there) -> {
            if (!here.getOrDefault(scope, Digest.EMPTY).equals(there)) {
                mismatches++;
            }
        });
        long now = time.nowMillis();
        boolean triedToday = state.resyncedAt
                .filter(at -> Math.abs(now - at) < BETWEEN_RESYNCS.toMillis())
                .isPresent();
        if (mismatches == 0 || triedToday) {
            return true;
        }
        state.resyncedAt = Optional.of(now);
        state.startOver();
        save();
        return false;
    }

    private void beginAnew(TransportException refusal) throws TransportException {
        boolean epoch = refusal.hasCode("CURSOR_EPOCH");
        if (++beginnings >= MOST_BEGINNINGS || !epoch && !refusal.hasCode("CURSOR_EXPIRED")) {
            throw refusal;
        }
        if (epoch) {
            state.repairDue = true;
            state.epoch = Optional.empty();
            save();
            repairIfDue();
        } else {
            state.startOver();
            save();
        }
    }

    private void noteEpoch(long epoch) {
        if (state.epoch.filter(known -> known != epoch).isPresent()) {
            state.repairDue = true;
        }
        if (!state.epoch.equals(Optional.of(epoch))) {
            state.epoch = Optional.of(epoch);
            save();
        }
    }

    /**
     * The server was restored from a backup and has forgotten what came after it: whatever it acknowledged in the last
     * 90 days and no longer knows is handed in again.
     */
    private void repairIfDue() throws TransportException {
        if (!state.repairDue) {
            return;
        }
        List<OperationId> ids = outbox.journaled();
        for (int from = 0; from < ids.size(); from += IDS_A_QUERY) {
            StatusQuery query = new StatusQuery(ids.subList(from, Math.min(ids.size(), from + IDS_A_QUERY)));
            StatusAnswer answer = calls.make(transport -> transport.status(query), StatusAnswer::serverTime);
            outbox.requeue(answer.known(), answer.unknown());
        }
        state.repairDue = false;
        state.startOver();
        save();
        push();
    }

    private void save() {
        synchronized (store) {
            store.commit(new Changes().put(Keys.SYNC, state.toJson()));
        }
    }
}
