package org.hunar.server.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hunar.model.json.Json;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.storage.Transaction;

/** Reads the feed: pages of documents after given places, and what a scope holds. */
final class FeedReader {
    /** Between two items. */
    private static final int COMMA = 1;

    private final FeedDao dao;
    private final Map<String, DocumentSource> sources;

    /** @param sources kind of entity to where its documents are read, for those that the feed does not keep itself */
    FeedReader(FeedDao dao, Map<String, DocumentSource> sources) {
        this.dao = dao;
        this.sources = Map.copyOf(sources);
    }

    /** Rises when the store was restored from a backup. */
    long epoch(Transaction tx) {
        return dao.epoch(tx);
    }

    /**
     * The documents that changed after the given places.
     *
     * @param places scope to the last number that the reader has; 0 for all
     * @param maxItems at most so many documents
     * @param maxBytes at most so many bytes of items as they are sent, but at least one item
     */
    FeedPage read(Transaction tx, Map<String, Long> places, int maxItems, int maxBytes) {
        if (places.isEmpty()) {
            return new FeedPage(List.of(), Map.of(), false);
        }
        List<FeedRow> rows = dao.after(tx, places, maxItems + 1);
        Map<Place, Map<String, Object>> documents = documents(tx, rows.subList(0, Math.min(rows.size(), maxItems)));
        Map<String, Long> reached = new LinkedHashMap<>(places);
        List<FeedItem> items = new ArrayList<>();
        int bytes = 0;
        for (FeedRow row : rows) {
            FeedItem item = item(row, documents);
            bytes += Json.write(item.toJson()).getBytes(UTF_8).length + COMMA;
            if (items.size() == maxItems || bytes > maxBytes && !items.isEmpty()) {
                return new FeedPage(items, reached, true);
            }
            items.add(item);
            reached.put(row.scope(), row.seq());
        }
        return new FeedPage(items, reached, false);
    }

    /** How far each scope has come, and what it holds now; without those in which nothing ever was. */
    Map<String, ScopeState> states(Transaction tx, Collection<String> scopes) {
        return dao.scopes(tx, scopes);
    }

    /** Reads the documents kind by kind, each kind in one query. */
    private Map<Place, Map<String, Object>> documents(Transaction tx, List<FeedRow> rows) {
        Map<String, Set<String>> keysByEntity = new TreeMap<>();
        for (FeedRow row : rows) {
            if (row.op() == FeedItem.Op.PUT && row.doc().isEmpty()) {
                keysByEntity
                        .computeIfAbsent(row.entity(), entity -> new LinkedHashSet<>())
                        .add(row.key());
            }
        }
        Map<Place, Map<String, Object>> documents = new HashMap<>();
        keysByEntity.forEach((entity, keys) -> sources.get(entity)
                .documents(tx, keys)
                .forEach((key, doc) -> documents.put(new Place(entity, key), doc)));
        return documents;
    }

    private static FeedItem item(FeedRow row, Map<Place, Map<String, Object>> documents) {
        if (row.op() == FeedItem.Op.DEL) {
            return FeedItem.del(
                    row.scope(),
                    row.seq(),
                    row.entity(),
                    row.key(),
                    row.rev(),
                    row.reason().orElse("GONE"),
                    row.into());
        }
        Map<String, Object> doc =
                row.doc().orElseGet(() -> documents.getOrDefault(new Place(row.entity(), row.key()), Map.of()));
        return FeedItem.put(row.scope(), row.seq(), row.entity(), row.key(), row.rev(), doc);
    }

    /** Which document. */
    private record Place(String entity, String key) {}
}
