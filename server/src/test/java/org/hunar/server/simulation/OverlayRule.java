package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.client.Changes;
import org.hunar.model.sync.client.PhoneStore;

/** I12: what a phone has captured stays visible on it until the pulled documents have reached the mark of the answer. */
final class OverlayRule {
    private OverlayRule() {}

    /** @throws InvariantBroken if the changes drop own work too early */
    static void check(PhoneStore before, Changes changes) {
        changes.asMap().forEach((key, text) -> {
            if (key.startsWith("overlay/") && text.isEmpty()) {
                before.get(key).ifPresent(own -> dropped(before, changes.asMap(), key, Json.readObject(own)));
            }
        });
    }

    private static void dropped(PhoneStore before, Map<String, Optional<String>> changes, String key, JsonObject own) {
        String number = key.substring(key.lastIndexOf('/') + 1);
        if (changes.containsKey("parked/" + number) || changes.containsKey("journal/" + number)) {
            return;
        }
        require(own.flag("acked", false), "I12", "%s was not acknowledged, and is dropped", key);
        JsonObject sync = changes.getOrDefault("sync", before.get("sync"))
                .map(Json::readObject)
                .orElseThrow();
        own.optionalObject("mark")
                .ifPresent(mark -> mark.names().stream()
                        .filter(sync.texts("scopes")::contains)
                        .forEach(scope -> require(
                                sync.optionalObject("reached")
                                        .flatMap(reached -> reached.optionalInteger(scope))
                                        .filter(reached -> reached >= mark.integer(scope))
                                        .isPresent(),
                                "I12",
                                "%s is dropped before its mark %s",
                                key,
                                mark.asMap())));
    }
}
