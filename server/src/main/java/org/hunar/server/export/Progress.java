package org.hunar.server.export;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which rows end at which byte of the exports written lately, so that one that was cut is not made again from its beginning.
 * The tag of an export stands for its bytes: who writes it a second time passes the same marks.
 */
final class Progress {
    private static final int EXPORTS = 200;

    /** Of one export: 500 people or assessments lie between two. */
    private static final int MARKS = 2_000;

    private final Cache<String, NavigableMap<Long, UUID>> marks =
            Caffeine.newBuilder().maximumSize(EXPORTS).build();
    private final Cache<String, Long> sizes =
            Caffeine.newBuilder().maximumSize(EXPORTS).build();

    /**
     * @param bytes from the beginning of the export
     * @param last the id of the last row within them
     */
    record Mark(long bytes, UUID last) {}

    Optional<Long> size(String tag) {
        return Optional.ofNullable(sizes.getIfPresent(tag));
    }

    /** The last mark that is not behind this byte. */
    Optional<Mark> before(String tag, long offset) {
        return Optional.ofNullable(marks.getIfPresent(tag))
                .map(known -> known.floorEntry(offset))
                .map(found -> new Mark(found.getKey(), found.getValue()));
    }

    void reached(String tag, long bytes, UUID last) {
        Map<Long, UUID> known = marks.get(tag, each -> new ConcurrentSkipListMap<>());
        if (known.size() < MARKS) {
            known.put(bytes, last);
        }
    }

    void ended(String tag, long bytes) {
        sizes.put(tag, bytes);
    }
}
