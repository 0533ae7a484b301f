package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The plain model of forms: which were filled, and what phones with ODK Collect were told of them. */
final class CollectLedger {
    private final List<CollectForm> filled = new ArrayList<>();
    private final Set<UUID> edited = new HashSet<>();
    private final Map<UUID, CollectForm> taken = new LinkedHashMap<>();
    private final List<CollectForm> refused = new ArrayList<>();

    void filled(CollectForm form) {
        filled.add(form);
        form.edits().ifPresent(edited::add);
    }

    /** I2: of one instanceID only one can have been taken. */
    void taken(CollectForm form) {
        CollectForm before = taken.putIfAbsent(form.id(), form);
        require(before == null || before.equals(form), "I2", "%s was taken, and then %s", before, form);
    }

    /** Other answers of that instanceID are stored already, and these are kept aside. */
    void refused(CollectForm form) {
        require(
                filled.stream().anyMatch(other -> other.id().equals(form.id()) && !other.equals(form)),
                "I2",
                "%s is refused for other answers that nobody gave",
                form);
        refused.add(form);
    }

    boolean isEdited(CollectForm form) {
        return edited.contains(form.id());
    }

    List<CollectForm> filled() {
        return filled;
    }

    boolean isTaken(CollectForm form) {
        return form.equals(taken.get(form.id()));
    }

    Iterable<CollectForm> taken() {
        return taken.values();
    }

    List<CollectForm> refused() {
        return refused;
    }

    /** The server was put back to a time at which it had only these, by the hash of each with those of its files. */
    List<CollectForm> serverRestored(Map<String, Set<String>> filesOf) {
        refused.clear();
        List<CollectForm> lost = taken.values().stream()
                .filter(form -> !isWhole(form, filesOf.get(sha256(form))))
                .toList();
        lost.forEach(form -> taken.remove(form.id()));
        return lost;
    }

    private static boolean isWhole(CollectForm form, Set<String> files) {
        return files != null && form.photo().map(files::contains).orElse(true);
    }

    static String sha256(CollectForm form) {
        return Photos.sha256(form.xml().getBytes(StandardCharsets.UTF_8));
    }
}
