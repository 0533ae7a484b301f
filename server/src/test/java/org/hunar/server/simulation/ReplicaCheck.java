package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.server.simulation.StoreState.LogRow;

/** All replicas are equal to the byte: the server, each phone for its scopes, and who read page by page (I8, I9, I10). */
final class ReplicaCheck {
    private final World world;
    private final Reader reader;
    private final StoreState state;

    ReplicaCheck(World world, Reader reader, StoreState state) {
        this.world = world;
        this.reader = reader;
        this.state = state;
    }

    void run() {
        Map<String, Object> read = new TreeMap<>();
        reader.items().forEach((key, item) -> read.put(key, item.doc().orElseThrow()));
        requireSame(
                "I9",
                "who read page by page",
                read,
                state.visibleIn(world.grants().scopesOf(Grants.AUDITOR)));
        for (SimulatedPhone phone : world.phones()) {
            Map<String, Object> visible = state.visibleIn(world.grants().scopesOf(phone.user()));
            requireSame("I8", phone.toString(), phone.pulled(), visible);
            requireShown(phone, visible);
        }
    }

    private static void requireSame(String invariant, String who, Map<String, ?> held, Map<String, Object> there) {
        if (!CanonicalJson.write(held).equals(CanonicalJson.write(there))) {
            Set<String> differing = new HashSet<>(held.keySet());
            differing.addAll(there.keySet());
            differing.removeIf(key -> there.containsKey(key) && there.get(key).equals(held.get(key)));
            StringBuilder message = new StringBuilder(who + " holds another state than the server:");
            differing.forEach(key -> message.append("\n  ")
                    .append(key)
                    .append("\n    held  ")
                    .append(held.get(key))
                    .append("\n    there ")
                    .append(there.get(key)));
            throw new InvariantBroken(invariant, message.toString());
        }
    }

    /** What a phone shows is what it pulled, unless it has work on top that has no effect yet. */
    private void requireShown(SimulatedPhone phone, Map<String, Object> visible) {
        Set<EntityId> unsettled = new HashSet<>();
        state.log().stream()
                .filter(LogRow::inReview)
                .forEach(row -> unsettled.add(row.operation().entity()));
        state.documents().forEach((id, document) -> {
            String key = "cohort:" + document.cohort() + " " + id.type().wireName() + " " + id.id();
            if (visible.containsKey(key) && !unsettled.contains(id)) {
                LocalDocument shown = phone.phone().document(id).orElseThrow();
                require(
                        CanonicalJson.write(shown.doc()).equals(CanonicalJson.write(document.doc())),
                        "I12",
                        "%s shows %s as %s, and it is %s",
                        phone,
                        id,
                        shown.doc(),
                        document.doc());
            }
        });
    }
}
