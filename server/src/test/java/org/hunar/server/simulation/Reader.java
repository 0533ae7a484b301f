package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;

/**
 * Reads the feed of all scopes page by page while others write, and believes what it is told. Whenever it has come to an
 * end it holds what the server counted (I7, I9), each participant and assessment in one cohort (I18).
 */
final class Reader {
    private static final int CONFLICT = 409;
    private static final int MOST_PAGES = 2000;

    private final World world;
    private final int pageSize;
    private final Map<String, FeedItem> items = new TreeMap<>();
    private final Map<String, Long> reached = new HashMap<>();
    private Optional<String> cursor = Optional.empty();
    private boolean atEnd;
    private boolean reading;

    Reader(World world, int pageSize) {
        this.world = world;
        this.pageSize = pageSize;
    }

    /** The documents by scope, entity and id, once it is at the end. */
    Map<String, FeedItem> items() {
        return items;
    }

    /** Forgets all and begins from nothing. */
    void beginAnew() {
        items.clear();
        reached.clear();
        cursor = Optional.empty();
    }

    /** One page, unless one is on its way. */
    void read() {
        if (reading) {
            return;
        }
        reading = true;
        atEnd = false;
        Pull pull = new Pull(cursor, Optional.empty(), Optional.of(pageSize), Optional.empty(), Optional.empty());
        Request request = new Request(Request.Path.PULL, Grants.AUDITOR, Messages.bytes(pull.toJson()));
        world.serve(request, Optional.empty()).ifPresent(answer -> {
            if (answer.isOk()) {
                take(Messages.pullAnswer(answer));
            } else if (answer.status() == CONFLICT) {
                beginAnew();
            }
        });
        reading = false;
    }

    /** Pages until there is no more. */
    void readToTheEnd() {
        atEnd = false;
        for (int pages = 0; !atEnd; pages++) {
            require(pages < MOST_PAGES, "I23", "a reader is still not at the end after %d pages", pages);
            read();
        }
    }

    private void take(PullAnswer page) {
        for (FeedItem item : page.items()) {
            long before = reached.getOrDefault(item.scope(), 0L);
            require(item.seq() > before, "I7", "%s goes from %d to %d", item.scope(), before, item.seq());
            reached.put(item.scope(), item.seq());
            String key = item.scope() + " " + item.entity() + " " + item.id();
            if (item.op() == FeedItem.Op.PUT) {
                items.put(key, item);
            } else {
                items.remove(key);
            }
        }
        cursor = Optional.of(page.cursor());
        atEnd = !page.hasMore();
        if (atEnd) {
            requireAsCounted(page.digests());
            requireOneCohort();
        }
    }

    private void requireAsCounted(Map<String, Digest> announced) {
        Map<String, Digest> held = new TreeMap<>();
        announced.keySet().forEach(scope -> held.put(scope, Digest.EMPTY));
        items.values()
                .forEach(item -> held.compute(
                        item.scope(),
                        (scope, digest) ->
                                (digest == null ? Digest.EMPTY : digest).with(item.entity(), item.id(), item.rev())));
        require(held.equals(announced), "I7", "a reader holds %s, and the server counted %s", held, announced);
    }

    private void requireOneCohort() {
        Map<UUID, String> cohorts = new HashMap<>();
        items.values().forEach(item -> {
            if (item.entity().equals("participant") || item.entity().equals("assessment")) {
                String other = cohorts.put(UUID.fromString(item.id()), item.scope());
                require(other == null, "I18", "%s is in %s and in %s", item.id(), other, item.scope());
            }
        });
    }
}
