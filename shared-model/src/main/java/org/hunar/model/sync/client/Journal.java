package org.hunar.model.sync.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.StatusAnswer;

/** What the server has answered for: acknowledged operations, kept for 90 days, and those that it refused. */
final class Journal {
    /** How long an acknowledged operation can still be handed in again to a server that lost it. */
    static final Duration KEPT = Duration.ofDays(90);

    private final PhoneStore store;
    private final Optional<String> user;
    private final Uploads uploads;

    /** @param user whose work the server is asked about: to anybody else it says nothing of it */
    Journal(PhoneStore store, Optional<String> user) {
        this.store = store;
        this.user = user;
        this.uploads = new Uploads(store, user);
    }

    /**
     * @param after a key, only entries behind it; empty for all
     * @return at most so many, by key: first the acknowledged ones, in the order of capture, then the refused ones
     */
    Map<String, OutboxEntry> after(String after, int atMost) {
        Map<String, OutboxEntry> entries = new LinkedHashMap<>();
        synchronized (store) {
            for (String prefix : new String[] {Keys.JOURNAL, Keys.PARKED}) {
                store.scan(prefix, after, (key, text) -> {
                    OutboxEntry entry = OutboxEntry.read(key, text);
                    if (entries.size() < atMost && entry.isFor(user)) {
                        entries.put(key, entry);
                    }
                    return entries.size() < atMost;
                });
            }
        }
        return entries;
    }

    /**
     * Takes a restored server's word on some entries. What it does not know is noted, and sent again together with the
     * rest when all have been asked about: one of two that belong together must not lie over the other.
     *
     * <p>Their attachments are due again in any case, for the server does not say what became of those.
     *
     * @param state in which the last of the entries is noted as asked about, in the same commit
     */
    void takeUp(Map<String, OutboxEntry> entries, StatusAnswer answer, SyncState state) {
        Map<OperationId, PushResult> known = new HashMap<>();
        answer.known().forEach(result -> result.opId().ifPresent(id -> known.put(id, result)));
        synchronized (store) {
            Changes changes = new Changes();
            entries.forEach((key, entry) -> {
                OperationId id = entry.operation().id();
                String forgotten = Keys.at(Keys.FORGOTTEN, entry.number());
                changes.addAll(uploads.again(entry));
                if (answer.unknown().contains(id)) {
                    changes.putText(forgotten, key);
                } else if (known.containsKey(id)) {
                    changes.remove(forgotten);
                    renumber(entry, known.get(id).first()).ifPresent(changes::addAll);
                }
                state.repairedTo = key;
            });
            store.commit(changes.put(Keys.SYNC, state.toJson()));
        }
    }

    /** Makes READY what the server has forgotten, and begins to pull from nothing. */
    void sendForgottenAgain(SyncState state) {
        synchronized (store) {
            Changes changes = new Changes();
            store.scan(Keys.FORGOTTEN, "", (marker, key) -> {
                Optional<OutboxEntry> entry = store.get(key).map(text -> OutboxEntry.read(key, text));
                if (entry.filter(each -> !each.isFor(user)).isPresent()) {
                    return true;
                }
                entry.map(OutboxEntry::unanswered).ifPresent(each -> {
                    // what was refused is no part of the document, and is not shown as one now
                    changes.addAll(key.startsWith(Keys.JOURNAL) ? Outbox.ready(each) : Outbox.unseen(each))
                            .remove(key);
                });
                changes.remove(marker);
                return true;
            });
            state.endRepair();
            state.startOver();
            store.commit(changes.put(Keys.SYNC, state.toJson()));
        }
    }

    /** A restored server may have numbered anew: a mark that is still waited for is replaced by the one it gives now. */
    private Optional<Changes> renumber(OutboxEntry entry, PushResult result) {
        String overlay = Keys.overlay(entry.operation().entity(), entry.number());
        OutboxEntry renumbered = entry.answered(result, entry.answeredAt().orElse(0L));
        return store.get(overlay).map(waiting -> Outbox.acked(renumbered, true));
    }

    /** Forgets acknowledged operations that are older than {@link #KEPT}; the oldest stand first. */
    void forgetOld(long nowMillis) {
        long oldest = nowMillis - KEPT.toMillis();
        Changes changes = new Changes();
        synchronized (store) {
            store.scan(Keys.JOURNAL, "", (key, text) -> {
                OutboxEntry entry = OutboxEntry.read(key, text);
                boolean old = entry.answeredAt().filter(at -> at < oldest).isPresent();
                if (old) {
                    changes.remove(key).remove(Keys.overlay(entry.operation().entity(), entry.number()));
                }
                return old;
            });
            if (!changes.isEmpty()) {
                store.commit(changes);
            }
        }
    }
}
