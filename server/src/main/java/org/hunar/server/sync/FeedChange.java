package org.hunar.server.sync;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.sync.FeedItem;

/**
 * That a document came, changed or went in a scope.
 *
 * @param entity as in {@link FeedItem#entity}
 * @param key id of the entity as text
 * @param rev of its document
 * @param reason of a DEL
 * @param into of a DEL by merging: who goes on
 * @param doc of a PUT whose document the feed itself keeps
 */
record FeedChange(
        String scope,
        String entity,
        String key,
        long rev,
        FeedItem.Op op,
        Optional<String> reason,
        Optional<String> into,
        Optional<Map<String, Object>> doc) {
    /** A document that is read from its store when the feed is read. */
    static FeedChange put(String scope, String entity, String key, long rev) {
        return new FeedChange(
                scope, entity, key, rev, FeedItem.Op.PUT, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A document of the catalogue: there are few, so the feed keeps it. */
    static FeedChange put(String scope, String entity, String key, long rev, Map<String, Object> doc) {
        return new FeedChange(
                scope, entity, key, rev, FeedItem.Op.PUT, Optional.empty(), Optional.empty(), Optional.of(doc));
    }

    static FeedChange del(String scope, String entity, String key, long rev, String reason) {
        return new FeedChange(
                scope, entity, key, rev, FeedItem.Op.DEL, Optional.of(reason), Optional.empty(), Optional.empty());
    }

    /** A participant for whom another goes on. */
    static FeedChange merged(String scope, String entity, String key, long rev, String into) {
        return new FeedChange(
                scope, entity, key, rev, FeedItem.Op.DEL, Optional.of("MERGED"), Optional.of(into), Optional.empty());
    }
}
