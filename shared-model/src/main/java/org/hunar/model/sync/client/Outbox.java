package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.hunar.model.json.JsonFields;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;

/**
 * What becomes of a captured operation: READY → IN_FLIGHT → ACKED (the journal) or PARKED. Every step is one commit, so
 * a phone that is killed finds an operation in exactly one of the four, and what was IN_FLIGHT is sent again: the server
 * knows its id.
 */
final class Outbox {
    /** How long an acknowledged operation can still be handed in again to a server that lost it. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int ENVELOPE_BYTES = 256;

    private final PhoneStore store;

    Outbox(PhoneStore store) {
        this.store = store;
    }

    /** What a commit needs to bring a captured operation into the outbox: it is READY. */
    static Changes ready(OutboxEntry entry) {
        return new Changes()
                .put(Keys.at(Keys.OUTBOX, entry.number()), entry.toJson())
                .put(Keys.overlay(entry.operation().entity(), entry.number()), Map.of());
    }

    /**
     * Takes the next operations to send; they are IN_FLIGHT from now on.
     *
     * @param after number of the last operation that this run has tried; 0 at its beginning
     * @param atMost operations
     * @return empty when there is nothing left
     */
    Optional<Batch> next(long after, int atMost, Limits limits) {
        synchronized (store) {
            List<OutboxEntry> entries = fitting(after, atMost, limits);
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            Changes changes = new Changes();
            entries.forEach(entry -> changes.put(Keys.at(Keys.FLIGHT, entry.number()), Map.of()));
            store.commit(changes);
            return Optional.of(new Batch(entries));
        }
    }

    /** Uncompressed bytes are counted: gzip never adds more to JSON than the envelope's allowance. */
    private List<OutboxEntry> fitting(long after, int atMost, Limits limits) {
        List<OutboxEntry> entries = new ArrayList<>();
        int[] bytes = {ENVELOPE_BYTES};
        store.scan(Keys.OUTBOX, Keys.at(Keys.OUTBOX, after), (key, text) -> {
            OutboxEntry entry = OutboxEntry.read(key, text);
            bytes[0] += text.getBytes(StandardCharsets.UTF_8).length;
            boolean fits = entries.isEmpty()
                    || entries.size() < atMost
                            && bytes[0] <= limits.pushBytes()
                            && entry.install().equals(entries.get(0).install());
            if (fits) {
                entries.add(entry);
            }
            return fits;
        });
        return entries;
    }

    /**
     * Takes the server's answer to a batch. An operation without a result, and one to be tried again, stays here.
     *
     * @return what became of the batch
     */
    Answered answered(Batch batch, Collection<PushResult> results, long nowMillis) {
        Map<OperationId, PushResult> byId = new HashMap<>();
        results.forEach(result -> result.opId().ifPresent(id -> byId.put(id, result)));
        Changes changes = new Changes();
        int acked = 0;
        int parked = 0;
        for (OutboxEntry entry : batch.entries()) {
            PushResult result = byId.get(entry.operation().id());
            if (result == null || result.status() == PushStatus.RETRY) {
                changes.remove(Keys.at(Keys.FLIGHT, entry.number()));
            } else if (first(result).status() == PushStatus.REJECTED) {
                changes.addAll(parked(entry.answered(first(result), nowMillis)));
                parked++;
            } else {
                changes.addAll(acked(entry.answered(first(result), nowMillis)));
                acked++;
            }
        }
        synchronized (store) {
            store.commit(changes);
        }
        return new Answered(acked, parked, batch.size() - acked - parked);
    }

    /** Sets an operation aside that the server refuses even to read, so that it does not stop the others. */
    void park(OutboxEntry entry, PushResult refusal, long nowMillis) {
        synchronized (store) {
            store.commit(parked(entry.answered(refusal, nowMillis)));
        }
    }

    /** Makes a parked operation READY again, because somebody has removed the cause. */
    boolean retry(OperationId id) {
        synchronized (store) {
            Optional<OutboxEntry> entry = parked().stream()
                    .filter(each -> each.operation().id().equals(id))
                    .findFirst();
            entry.ifPresent(each -> store.commit(ready(each.unanswered()).remove(Keys.at(Keys.PARKED, each.number()))));
            return entry.isPresent();
        }
    }

    /** Whether the journal's operations are known to a restored server; the unknown are READY again. */
    int requeue(Collection<PushResult> known, Collection<OperationId> unknown) {
        Map<OperationId, PushResult> byId = new HashMap<>();
        known.forEach(result -> result.opId().ifPresent(id -> byId.put(id, result)));
        synchronized (store) {
            Changes changes = new Changes();
            int[] requeued = {0};
            journal(entry -> {
                OperationId id = entry.operation().id();
                if (unknown.contains(id)) {
                    changes.addAll(ready(entry.unanswered())).remove(Keys.at(Keys.JOURNAL, entry.number()));
                    requeued[0]++;
                } else if (byId.containsKey(id)) {
                    renumber(entry, first(byId.get(id))).ifPresent(changes::addAll);
                }
            });
            store.commit(changes);
            return requeued[0];
        }
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

    List<OperationId> journaled() {
        List<OperationId> ids = new ArrayList<>();
        synchronized (store) {
            journal(entry -> ids.add(entry.operation().id()));
        }
        return ids;
    }

    List<OutboxEntry> parked() {
        return entries(Keys.PARKED);
    }

    List<OutboxEntry> unsent() {
        return entries(Keys.OUTBOX);
    }

    private List<OutboxEntry> entries(String prefix) {
        List<OutboxEntry> entries = new ArrayList<>();
        synchronized (store) {
            each(prefix, entries::add);
        }
        return entries;
    }

    private void journal(Consumer<OutboxEntry> consumer) {
        each(Keys.JOURNAL, consumer);
    }

    private void each(String prefix, Consumer<OutboxEntry> consumer) {
        store.scan(prefix, "", (key, text) -> {
            consumer.accept(OutboxEntry.read(key, text));
            return true;
        });
    }

    private static Changes acked(OutboxEntry entry) {
        return gone(entry)
                .put(Keys.at(Keys.JOURNAL, entry.number()), entry.toJson())
                .put(Keys.overlay(entry.operation().entity(), entry.number()), overlay(entry));
    }

    /** A refused operation is no part of the document any more, nor a parent of what follows. */
    private static Changes parked(OutboxEntry entry) {
        return gone(entry)
                .put(Keys.at(Keys.PARKED, entry.number()), entry.toJson())
                .remove(Keys.overlay(entry.operation().entity(), entry.number()));
    }

    private static Changes gone(OutboxEntry entry) {
        return new Changes().remove(Keys.at(Keys.OUTBOX, entry.number())).remove(Keys.at(Keys.FLIGHT, entry.number()));
    }

    /** A restored server may have numbered anew: a mark that is still waited for is replaced by the one it gives now. */
    private Optional<Changes> renumber(OutboxEntry entry, PushResult result) {
        String overlay = Keys.overlay(entry.operation().entity(), entry.number());
        OutboxEntry renumbered = entry.answered(result, entry.answeredAt().orElse(0L));
        return store.get(overlay)
                .map(waiting -> new Changes()
                        .put(Keys.at(Keys.JOURNAL, entry.number()), renumbered.toJson())
                        .put(overlay, overlay(renumbered)));
    }

    private static Map<String, Object> overlay(OutboxEntry acked) {
        return new JsonFields()
                .put("acked", true)
                .put("mark", acked.result().map(PushResult::mark).orElseGet(Map::of))
                .put("rev", acked.result().flatMap(PushResult::rev))
                .toMap();
    }

    /** Of a duplicate, what it was answered the first time. */
    private static PushResult first(PushResult result) {
        return result.original().orElse(result);
    }

    /** What became of a batch, in operations. */
    record Answered(int acked, int parked, int left) {}
}
