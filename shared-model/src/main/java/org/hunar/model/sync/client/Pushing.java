package org.hunar.model.sync.client;

import java.util.List;
import java.util.Optional;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.StatusAnswer;

/** Brings the outbox to the server, batch by batch. */
final class Pushing {
    private static final int BAD_REQUEST = 400;
    private static final int TOO_LARGE = 413;

    private final Session session;
    private final Outbox outbox;

    /** Operations that the server takes at once; less than announced once it has refused a batch. */
    private int whole;

    Pushing(Session session) {
        this.session = session;
        this.outbox = new Outbox(session.store, session.user);
    }

    /** Sends until nothing is left, or the server asks for patience. */
    void run() throws TransportException {
        askAboutLostAnswers();
        whole = session.limits.pushOps();
        long tried = 0;
        Optional<Batch> next = next(tried);
        while (next.isPresent()) {
            Batch batch = next.get();
            Optional<PushAnswer> answer = send(batch);
            if (answer.isPresent()) {
                if (take(batch, answer.get()) == batch.size()) {
                    return;
                }
                tried = batch.lastNumber();
            } else if (batch.size() > 1) {
                whole = batch.size() / 2;
            } else {
                tried = batch.lastNumber();
                whole = session.limits.pushOps();
            }
            next = next(tried);
        }
    }

    /**
     * What was sent and not answered is asked about before it is sent again: mostly only the answer was lost, and ids are
     * few bytes. What the server does not know is sent in smaller batches, since they may get through.
     */
    private void askAboutLostAnswers() throws TransportException {
        List<OutboxEntry> lost = outbox.inFlight(session.idsAQuery());
        while (!lost.isEmpty()) {
            StatusAnswer answer = session.ask(Session.ids(lost));
            int unknown = answered(new Batch(lost), answer.known()).left();
            session.noteEpoch(answer.epoch());
            if (unknown > 0) {
                session.state.pushPortion.failed(unknown);
            }
            lost = outbox.inFlight(session.idsAQuery());
        }
    }

    private Optional<Batch> next(long after) {
        return outbox.next(after, session.state.pushPortion.of(whole), session.limits);
    }

    /** Sends a batch; without an answer if the batch itself is what the server cannot take. */
    private Optional<PushAnswer> send(Batch batch) throws TransportException {
        try {
            return Optional.of(session.calls.make(
                    transport -> transport.push(batch.toPush(session.appVersion, session.time.deviceTime())),
                    PushAnswer::serverTime));
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

    /** Returns how many of the batch are to be tried again. */
    private int take(Batch batch, PushAnswer answer) {
        int left = answered(batch, answer.results()).left();
        session.noteEpoch(answer.epoch());
        session.state.pushPortion.succeeded(whole);
        session.patience |= left > 0;
        return left;
    }

    private Outbox.Answered answered(Batch batch, List<PushResult> results) {
        Outbox.Answered answered = outbox.answered(batch, results, session.time.nowMillis());
        session.acked += answered.acked();
        session.parked += answered.parked();
        return answered;
    }

    /** An operation that our server refuses even alone is parked; what a proxy on the way refuses is tried later. */
    private void setAside(OutboxEntry entry, TransportException refusal) {
        if (!refusal.code().isPresent()) {
            session.patience = true;
            return;
        }
        PushCode code = refusal.status() == TOO_LARGE ? PushCode.TOO_LARGE : PushCode.VALIDATION;
        Violation why = new Violation("", refusal.code().get(), refusal.getMessage());
        OperationId id = entry.operation().id();
        outbox.park(entry, PushResult.rejected(Optional.of(id), code, List.of(why)), session.time.nowMillis());
        session.parked++;
    }
}
