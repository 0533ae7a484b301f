package org.hunar.server.sync;

import org.hunar.server.storage.Database;

/** The epoch of the feed; it rises when the store was restored from a backup. */
final class Epoch {
    private final Database database;
    private final FeedReader feed;

    Epoch(Database database, FeedReader feed) {
        this.database = database;
        this.feed = feed;
    }

    long current() {
        return database.inSnapshot(feed::epoch);
    }
}
