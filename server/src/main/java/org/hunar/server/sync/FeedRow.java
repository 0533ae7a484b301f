package org.hunar.server.sync;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.sync.FeedItem;

/** One row of the feed: the last change of an entity in a scope, and its place. */
record FeedRow(
        String scope,
        String entity,
        String key,
        long seq,
        FeedItem.Op op,
        long rev,
        Optional<String> reason,
        Optional<String> into,
        Optional<Map<String, Object>> doc,
        Optional<Instant> deletedAt) {}
