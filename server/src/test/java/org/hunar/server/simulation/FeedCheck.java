package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.sync.Digest;
import org.hunar.server.simulation.StoreState.FeedRow;

/** The feed shows every document once, where it belongs, and counts them right: I7, I11, I18. */
final class FeedCheck {
    private final StoreState state;

    FeedCheck(StoreState state) {
        this.state = state;
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
        state.scopes().forEach((scope, row) -> {
            long last = greatest.getOrDefault(scope, 0L);
            require(row.seq() == last, "I7", "%s stands at %d, and its last change is %d", scope, row.seq(), last);
            Digest digest = counted.getOrDefault(scope, Digest.EMPTY);
            require(digest.equals(new Digest(row.n(), row.x())), "I8", "the digest of %s is wrong", scope);
        });
    }
}
