package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.simulation.StoreState.DocumentRow;
import org.hunar.server.simulation.StoreState.FeedRow;

/** The feed shows every document once, where it belongs, and counts them right: I7, I11, I18. */
final class FeedCheck {
    private static final Duration TOMBSTONES_KEPT = Duration.ofDays(180);

    private final World world;
    private final StoreState state;

    FeedCheck(World world, StoreState state) {
        this.world = world;
        this.state = state;
    }

    /** Who takes somebody off his phone is told into whom that one was merged, if it was by a merge. */
    private void requireReason(FeedRow row) {
        require(
                row.present() || row.goneFor(world.time()).compareTo(TOMBSTONES_KEPT) <= 0,
                "I11",
                "%s is gone for %s, and its tombstone still stands",
                row.id(),
                row.goneFor(world.time()));
        if (row.present() || !row.entity().equals("participant")) {
            return;
        }
        UUID id = UUID.fromString(row.id());
        DocumentRow document = state.documents().get(new EntityId(EntityType.PARTICIPANT, id));
        if (document != null && row.scope().equals("cohort:" + document.cohort())) {
            boolean merged = state.survivors().containsKey(id)
                    && state.survivors().get(id).mergedBy() != null;
            String into =
                    merged ? JsonObject.of("", document.doc()).object("sync").text("merged_into") : null;
            require(
                    row.reason().equals(merged ? "MERGED" : "REMOVED") && Objects.equals(row.into(), into),
                    "I11",
                    "%s is gone for %s into %s, and should be into %s",
                    row.id(),
                    row.reason(),
                    row.into(),
                    into);
        }
    }

    void run() {
        Map<String, Digest> counted = new TreeMap<>();
        Map<String, Long> greatest = new TreeMap<>();
        Set<String> shown = new TreeSet<>();
        Set<String> numbers = new HashSet<>();
        for (FeedRow row : state.feed()) {
            require(
                    numbers.add(row.scope() + row.seq()),
                    "I7",
                    "two changes of %s are number %d",
                    row.scope(),
                    row.seq());
            greatest.merge(row.scope(), row.seq(), Math::max);
            Digest digest = counted.getOrDefault(row.scope(), Digest.EMPTY);
            counted.put(row.scope(), row.present() ? digest.with(row.entity(), row.id(), row.rev()) : digest);
            if (row.present() && row.doc() == null) {
                shown.add(row.entity() + ":" + row.id() + " " + row.scope() + " " + row.rev());
            }
        }
        Set<String> expected = new TreeSet<>();
        state.documents().forEach((id, document) -> {
            if (!document.removed()) {
                expected.add(id + " cohort:" + document.cohort() + " " + document.rev());
            }
        });
        require(shown.equals(expected), "I18", "the feed shows %s, and there is %s", shown, expected);
        state.feed().forEach(this::requireReason);
        state.scopes().forEach((scope, row) -> {
            long last = Math.max(greatest.getOrDefault(scope, 0L), row.purged());
            require(row.seq() == last, "I7", "%s stands at %d, and its last change is %d", scope, row.seq(), last);
            Digest digest = counted.getOrDefault(scope, Digest.EMPTY);
            require(digest.equals(new Digest(row.n(), row.x())), "I8", "the digest of %s is wrong", scope);
        });
    }
}
