package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.UnavailableException;

/**
 * Stores small batches that come while others are being stored together, in one transaction: what a transaction costs, it
 * costs once for all of them. Nobody waits for others to come: who finds nobody storing stores at once whatever waits. Only what
 * has nothing to do with each other goes together, so that each batch is answered as if it had come alone.
 */
final class PushGroups {
    /** Operations. A larger batch is worth a transaction of its own, and would keep the small ones waiting. */
    private static final int SMALL = 20;

    private final Function<List<Batch>, List<Intake.Receipt>> store;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Ticket> waiting = new ArrayList<>();
    private final Set<Set<ProgrammeId>> underWay = new HashSet<>();

    /** @param store takes batches in one transaction, and returns when it is on disk: a receipt each */
    PushGroups(Function<List<Batch>, List<Intake.Receipt>> store) {
        this.store = store;
    }

    /**
     * Returns when the batch is on disk, or throws what kept it from there.
     *
     * @param programmes of whoever pushes. Others do not wait with them: what changes a whole programme keeps its pushes waiting
     */
    Intake.Receipt take(Set<ProgrammeId> programmes, Batch batch) {
        if (batch.incoming().size() > SMALL) {
            return store.apply(List.of(batch)).get(0);
        }
        Ticket own = new Ticket(programmes, batch);
        enter(own);
        List<Ticket> group = awaitTurn(own);
        while (!group.isEmpty()) {
            serve(group);
            leave(programmes);
            group = awaitTurn(own);
        }
        return own.receipt();
    }

    /** How many wait for a place. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Ticket own) {
        lock.lock();
        try {
            waiting.add(own);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the group that the thread of this ticket is to serve; none once somebody has answered the ticket. */
    private List<Ticket> awaitTurn(Ticket own) {
        lock.lock();
        try {
            while (!own.isAnswered() && (!waiting.contains(own) || underWay.contains(own.programmes))) {
                changed.awaitUninterruptibly();
            }
            if (own.isAnswered()) {
                return List.of();
            }
            underWay.add(own.programmes);
            return gather(own.programmes);
        } finally {
            lock.unlock();
        }
    }

    /** Who has waited longest, and whoever came later and is apart from all before. */
    private List<Ticket> gather(Set<ProgrammeId> programmes) {
        List<Ticket> group = new ArrayList<>();
        Set<UUID> named = new HashSet<>();
        for (Iterator<Ticket> each = waiting.iterator(); each.hasNext(); ) {
            Ticket ticket = each.next();
            if (ticket.programmes.equals(programmes)) {
                if (Collections.disjoint(named, ticket.named)) {
                    group.add(ticket);
                    each.remove();
                }
                // also of one that stays: who came after it does not overtake it
                named.addAll(ticket.named);
            }
        }
        return group;
    }

    private void leave(Set<ProgrammeId> programmes) {
        lock.lock();
        try {
            underWay.remove(programmes);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void serve(List<Ticket> group) {
        try {
            List<Intake.Receipt> receipts =
                    store.apply(group.stream().map(ticket -> ticket.batch).toList());
            for (int i = 0; i < group.size(); i++) {
                Intake.Receipt receipt = receipts.get(i);
                group.get(i).answer = () -> receipt;
            }
        } catch (RuntimeException | Error e) {
            if (group.size() == 1 || e instanceof BusyException || e instanceof UnavailableException) {
                group.forEach(ticket -> ticket.answer = () -> {
                    throw e;
                });
            } else {
                // one of them is at fault; the others shall not suffer from it
                group.forEach(ticket -> serve(List.of(ticket)));
            }
        }
    }

    /** A batch that waits for its receipt; what is kept of it is written before {@link #leave} and read after it. */
    private static final class Ticket {
        private final Set<ProgrammeId> programmes;
        private final Batch batch;
        private final Set<UUID> named;
        private Supplier<Intake.Receipt> answer;

        Ticket(Set<ProgrammeId> programmes, Batch batch) {
            this.programmes = programmes;
            this.batch = batch;
            this.named = batch.named();
        }

        boolean isAnswered() {
            return answer != null;
        }

        Intake.Receipt receipt() {
            return answer.get();
        }
    }
}
