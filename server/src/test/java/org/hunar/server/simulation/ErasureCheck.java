package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.PushCode;

/** Who was erased is named nowhere: in no table of the server, whatever came later, and on no phone that has synced. */
final class ErasureCheck {
    private final World world;
    private final StoreState state;

    ErasureCheck(World world, StoreState state) {
        this.world = world;
        this.state = state;
    }

    /** @param known of whom the office knows that they are erased */
    void run(Set<UUID> known) {
        require(state.erased().people().containsAll(known), "erasure", "not all of %s are erased", known);
        requireNothingLeft();
        requireForgottenByPhones();
    }

    /** Every value of every table, opened. */
    private void requireNothingLeft() {
        Set<String> words = words();
        if (words.isEmpty()) {
            return;
        }
        SharedStore store = world.cluster().store();
        for (String table : store.tables()) {
            for (Map<String, Object> row : store.query("select * from " + table)) {
                row.forEach((column, value) -> requireSilent(table + "." + column, text(value), words));
            }
        }
    }

    /**
     * What a phone keeps to repair a server with, its journal, stays for 90 days; nobody is shown it. What somebody captured who
     * has no part in the programme any more is refused, and stays on his phone until he throws it away: the office does not
     * reach it.
     */
    private void requireForgottenByPhones() {
        Set<String> words = words();
        if (words.isEmpty()) {
            return;
        }
        for (SimulatedPhone phone : world.phones()) {
            phone.shown().forEach((key, text) -> {
                if (!isOutOfReach(phone, key, text)) {
                    requireSilent(phone + " " + key, text, words);
                }
            });
        }
    }

    /** Whose it is need not be who holds the phone now. */
    private boolean isOutOfReach(SimulatedPhone phone, String key, String text) {
        if (!key.startsWith("parked/")) {
            return false;
        }
        JsonObject parked = Json.readObject(text);
        String author = parked.optionalText("author").orElse(phone.user());
        return world.grants().cohortsOf(author).isEmpty()
                && parked.object("result").optionalText("code").equals(Optional.of(PushCode.FORBIDDEN.name()));
    }

    private static void requireSilent(String where, String text, Set<String> words) {
        for (String word : words) {
            require(!text.contains(word), "erasure", "%s still tells of %s: %s", where, word, text);
        }
    }

    private Set<String> words() {
        Set<String> words = new TreeSet<>();
        state.erased()
                .people()
                .forEach(id -> words.add(world.identities().word(new EntityId(EntityType.PARTICIPANT, id))));
        return words;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }
}
