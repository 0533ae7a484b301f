package org.hunar.server.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.sync.Operation;

/**
 * Who goes on for whom, as decision 6 says it: merges are made one after the other, by their clocks, and one that would
 * lead back to whom it begins with does not hold.
 */
final class PlainPeople {
    private final Map<UUID, Operation> holding = new TreeMap<>();

    /** @param merges by who goes: the one of each participant that was not taken back */
    PlainPeople(Map<UUID, Operation> merges) {
        merges.values().stream().sorted(PlainMerge.byKey()).forEach(merge -> {
            UUID from = merge.entity().id();
            if (!survivor(into(merge)).equals(from)) {
                holding.put(from, merge);
            }
        });
    }

    /** The end of the chain; mostly the participant. */
    UUID survivor(UUID participant) {
        UUID at = participant;
        while (holding.containsKey(at)) {
            at = into(holding.get(at));
        }
        return at;
    }

    /** Those for whom somebody else goes on, with the merge that says so. */
    Map<UUID, Operation> merged() {
        return holding;
    }

    private static UUID into(Operation merge) {
        return UUID.fromString((String) merge.body().get("into"));
    }
}
