package org.hunar.server.sync;

import java.util.List;
import java.util.Map;
import org.hunar.model.sync.FeedItem;

/**
 * A page of the feed.
 *
 * @param reached scope to the number up to which the reader has everything once it has this page
 * @param hasMore whether more is waiting
 */
record FeedPage(List<FeedItem> items, Map<String, Long> reached, boolean hasMore) {}
