package org.hunar.model.sync.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PullAnswer;

/**
 * Takes one pulled page into the store: documents, granted scopes, cursor, and what of the phone's own work the page has
 * made superfluous, all in one commit. The same page once more changes nothing.
 */
final class PageIntake {
    private final PhoneStore store;
    private final Documents documents;
    private final SyncState state;
    private final PullAnswer page;
    private final Changes changes = new Changes();
    private final Map<String, Map<String, Pulled>> touched = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();

    private PageIntake(PhoneStore store, SyncState state, PullAnswer page) {
        this.store = store;
        this.documents = new Documents(store);
        this.state = state;
        this.page = page;
    }

    /**
     * @param state is brought up to date, and committed with the page
     * @return number of documents that came or went
     */
    static int take(PhoneStore store, SyncState state, PullAnswer page) {
        synchronized (store) {
            return new PageIntake(store, state, page).take();
        }
    }

    private int take() {
        page.added().forEach(this::follow);
        page.removed().forEach(this::drop);
        int count = 0;
        for (FeedItem item : page.items()) {
            count += apply(item) ? 1 : 0;
        }
        dropOverlay();
        if (!page.hasMore()) {
            finish();
        }
        state.cursor = Optional.of(page.cursor());
        touched.forEach(this::write);
        store.commit(changes.put(Keys.SYNC, state.toJson()));
        return count;
    }

    /** All that there is of a scope comes; what has stayed of it from before is outdated unless it comes again. */
    private void follow(String scope) {
        state.scopes.add(scope);
        state.reached.remove(scope);
        store.scan(Keys.LEFT_OVER, "", (key, text) -> {
            documents(Keys.document(Documents.entityOf(key), Documents.idOf(key)))
                    .computeIfPresent(scope, (same, old) -> old.ofGeneration(state.generation - 1));
            return true;
        });
    }

    /** What may no longer be seen goes, except what there is unsent work for: that stays until it is sent. */
    private void drop(String scope) {
        state.scopes.remove(scope);
        state.reached.remove(scope);
        store.scan(Keys.DOCUMENT, "", (key, text) -> {
            if (documents(key).containsKey(scope)) {
                if (documents.isUnsent(Documents.entityOf(key), Documents.idOf(key))) {
                    changes.put(leftOver(key), Map.of());
                } else {
                    documents(key).remove(scope);
                }
            }
            return true;
        });
    }

    /** Within a scope numbers rise, so what is not beyond the greatest has been here before. */
    private boolean apply(FeedItem item) {
        if (state.hasReached(item.scope(), item.seq())) {
            return false;
        }
        String key = Keys.document(item.entity(), item.id());
        if (item.op() == FeedItem.Op.PUT) {
            item.doc()
                    .ifPresent(doc -> documents(key)
                            .put(item.scope(), new Pulled(item.rev(), item.seq(), state.generation, doc)));
        } else {
            documents(key).remove(item.scope());
        }
        state.scopes.add(item.scope());
        state.reached.put(item.scope(), item.seq());
        changed.add(key);
        return true;
    }

    private void dropOverlay() {
        List<String> waiting = new ArrayList<>();
        store.scan(Keys.OVERLAY, "", (key, text) -> {
            waiting.removeIf(each -> !isSameEntity(each, key));
            JsonObject own = Json.readObject(text);
            if (!own.flag("acked", false) || isBuiltOn(waiting, key)) {
                waiting.add(key);
            } else if (isContained(key, own)) {
                changes.remove(key);
            }
            return true;
        });
    }

    /**
     * Whether an operation was captured in sight of one that waits, for its author on a shared phone perhaps: that one
     * must not lie over it.
     */
    private boolean isBuiltOn(List<String> waiting, String key) {
        if (waiting.isEmpty()) {
            return false;
        }
        List<OperationId> parents = documents.operation(key).parents();
        return waiting.stream()
                .anyMatch(each -> parents.contains(documents.operation(each).id()));
    }

    private static boolean isSameEntity(String overlay, String other) {
        return Documents.entityOf(overlay).equals(Documents.entityOf(other))
                && Documents.idOf(overlay).equals(Documents.idOf(other));
    }

    /**
     * Whether the pulled documents now contain an acknowledged operation. By its mark: a server node that lags behind
     * may give a page from before. Amid the pages the document itself must have come, for a later change may have moved
     * it behind what a page reaches. Where nothing changed there is no mark, and the revision tells; where there was no
     * document, that there is one. A scope that is not
     * granted never reaches its mark, so at the last page the operation goes as the scope's documents did: all of one
     * entity together.
     */
    private boolean isContained(String key, JsonObject own) {
        JsonObject mark = own.optionalObject("mark").orElse(null);
        String document = Keys.document(Documents.entityOf(key), Documents.idOf(key));
        if (mark == null) {
            Optional<Pulled> newest = Pulled.newest(documents(document));
            long rev = newest.map(Pulled::rev).orElse(0L);
            boolean come = own.flag("held", false)
                    && newest.filter(each -> each.generation() == state.generation)
                            .isPresent();
            return own.optionalInteger("rev")
                    .map(contained -> rev >= contained)
                    .orElse(come || changed.contains(document));
        }
        boolean followed = false;
        for (String scope : mark.names()) {
            if (state.scopes.contains(scope)) {
                followed = true;
                long seq = mark.integer(scope);
                if (!state.hasReached(scope, seq) || page.hasMore() && !hasCome(document, scope, seq)) {
                    return false;
                }
            }
        }
        return followed || !page.hasMore() && !documents.isUnsent(Documents.entityOf(key), Documents.idOf(key));
    }

    private boolean hasCome(String document, String scope, long seq) {
        Pulled pulled = documents(document).get(scope);
        return pulled != null && pulled.generation() == state.generation && pulled.seq() >= seq;
    }

    private void finish() {
        if (state.sweepDue) {
            store.scan(Keys.DOCUMENT, "", (key, text) -> {
                documents(key).values().removeIf(pulled -> pulled.generation() < state.generation);
                return true;
            });
            state.sweepDue = false;
        }
        store.scan(Keys.LEFT_OVER, "", (key, text) -> {
            String entity = Documents.entityOf(key);
            String id = Documents.idOf(key);
            if (!documents.isUnsent(entity, id)) {
                Map<String, Pulled> left = documents(Keys.document(entity, id));
                left.keySet().retainAll(state.scopes);
                left.values().removeIf(pulled -> pulled.generation() < state.generation);
                changes.remove(key);
            }
            return true;
        });
    }

    private static String leftOver(String documentKey) {
        return Keys.LEFT_OVER + documentKey.substring(Keys.DOCUMENT.length());
    }

    private Map<String, Pulled> documents(String key) {
        return touched.computeIfAbsent(
                key, each -> store.get(each).map(Pulled::read).orElseGet(LinkedHashMap::new));
    }

    private void write(String key, Map<String, Pulled> byScope) {
        if (byScope.isEmpty()) {
            changes.remove(key);
        } else {
            String text = Json.write(Pulled.write(byScope));
            if (!store.get(key).equals(Optional.of(text))) {
                changes.putText(key, text);
            }
        }
    }
}
