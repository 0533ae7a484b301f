package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.json.JsonFields;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;

/**
 * What becomes of a captured operation: READY → IN_FLIGHT → ACKED (the journal) or PARKED. Every step is one commit, so
 * a phone that is killed finds an operation in exactly one of the four; what was IN_FLIGHT is asked about, and sent again
 * if the server does not know its id.
 */
final class Outbox {
    private static final int ENVELOPE_BYTES = 256;

    private static final String NEEDS_BLOB = "sha256:";

    private final PhoneStore store;
    private final Optional<String> user;
    private final Uploads uploads;

    /** @param user whose work is looked at, and what nobody knows the author of; absent for the latter alone */
    Outbox(PhoneStore store, Optional<String> user) {
        this.store = store;
        this.user = user;
        this.uploads = new Uploads(store, user);
    }

    /** What a commit needs to bring a captured operation into the outbox: it is READY. */
    static Changes ready(OutboxEntry entry) {
        return unseen(entry).put(Keys.overlay(entry.operation().entity(), entry.number()), Map.of());
    }

    /** As {@link #ready}, but it does not show in the document before the server's own shows it. */
    static Changes unseen(OutboxEntry entry) {
        return new Changes().put(Keys.at(Keys.OUTBOX, entry.number()), entry.toJson());
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
            if (!entry.isFor(user)) {
                return true;
            }
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
     * Takes the server's answer to a batch. An operation without a result, and one to be tried again, stays here. What it
     * takes for the first time stands under the name of who is signed in, so an unknown author is known from then on.
     *
     * @return what became of the batch
     */
    Answered answered(Batch batch, Collection<PushResult> results, long nowMillis) {
        Map<OperationId, PushResult> byId = new HashMap<>();
        results.forEach(result -> result.opId().ifPresent(id -> byId.put(id, result)));
        synchronized (store) {
            Changes changes = new Changes();
            int acked = 0;
            int parked = 0;
            for (OutboxEntry entry : batch.entries()) {
                PushResult result = byId.get(entry.operation().id());
                if (result == null || result.status() == PushStatus.RETRY) {
                    changes.remove(Keys.at(Keys.FLIGHT, entry.number()));
                } else if (result.first().status() == PushStatus.REJECTED) {
                    changes.addAll(parked(entry.answered(result.first(), nowMillis)));
                    parked++;
                } else {
                    OutboxEntry logged = result.status() == PushStatus.DUPLICATE ? entry : entry.by(user);
                    changes.addAll(acked(logged.answered(result.first(), nowMillis), isSeen(entry)))
                            .addAll(attachments(entry, result.first()));
                    acked++;
                }
            }
            store.commit(changes);
            return new Answered(acked, parked, batch.size() - acked - parked);
        }
    }

    /** A held operation says which of its files the server does not have. */
    private Changes attachments(OutboxEntry entry, PushResult result) {
        boolean needed = result.needs().stream().anyMatch(need -> need.startsWith(NEEDS_BLOB));
        return needed ? uploads.again(entry) : new Changes();
    }

    private boolean isSeen(OutboxEntry entry) {
        return store.get(Keys.overlay(entry.operation().entity(), entry.number()))
                .isPresent();
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

    List<OutboxEntry> parked() {
        return entries(Keys.PARKED);
    }

    /** How many are unsent. */
    long count() {
        return unsent().size();
    }

    List<OutboxEntry> unsent() {
        return entries(Keys.OUTBOX);
    }

    /** By author, how many operations wait until somebody else signs in. */
    Map<String, Integer> ofOthers() {
        Map<String, Integer> byAuthor = new TreeMap<>();
        synchronized (store) {
            store.scan(Keys.OUTBOX, "", (key, text) -> {
                OutboxEntry entry = OutboxEntry.read(key, text);
                if (!entry.isFor(user)) {
                    byAuthor.merge(entry.author().get(), 1, Integer::sum);
                }
                return true;
            });
        }
        return byAuthor;
    }

    /** The oldest of what was sent and not answered: its answer was lost, or the phone was killed meanwhile. */
    List<OutboxEntry> inFlight(int atMost) {
        List<OutboxEntry> entries = new ArrayList<>();
        synchronized (store) {
            store.scan(Keys.FLIGHT, "", (key, text) -> {
                String waiting = Keys.at(Keys.OUTBOX, Keys.numberOf(key));
                OutboxEntry entry =
                        OutboxEntry.read(waiting, store.get(waiting).orElseThrow(IllegalStateException::new));
                if (entry.isFor(user)) {
                    entries.add(entry);
                }
                return entries.size() < atMost;
            });
        }
        return entries;
    }

    private List<OutboxEntry> entries(String prefix) {
        List<OutboxEntry> entries = new ArrayList<>();
        synchronized (store) {
            store.scan(prefix, "", (key, text) -> {
                OutboxEntry entry = OutboxEntry.read(key, text);
                return entry.isFor(user) ? entries.add(entry) : true;
            });
        }
        return entries;
    }

    static Changes acked(OutboxEntry entry, boolean seen) {
        Changes changes = gone(entry).put(Keys.at(Keys.JOURNAL, entry.number()), entry.toJson());
        return seen ? changes.put(Keys.overlay(entry.operation().entity(), entry.number()), overlay(entry)) : changes;
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

    private static Map<String, Object> overlay(OutboxEntry acked) {
        return new JsonFields()
                .put("acked", true)
                .put("mark", acked.result().map(PushResult::mark).orElseGet(Map::of))
                .put("rev", acked.result().flatMap(PushResult::rev))
                .put("held", isHeld(acked) ? true : null)
                .toMap();
    }

    /** Whether the server had no document yet, as of somebody whom it had not heard of: when it has one, this is in it. */
    private static boolean isHeld(OutboxEntry acked) {
        return acked.result()
                .filter(result ->
                        result.status() == PushStatus.HELD && !result.rev().isPresent())
                .isPresent();
    }

    /** What became of a batch, in operations. */
    record Answered(int acked, int parked, int left) {}
}
