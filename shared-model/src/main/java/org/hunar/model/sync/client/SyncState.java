package org.hunar.model.sync.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * Where syncing has got to; kept in the same commit as what it speaks of.
 */
final class SyncState {
    private static final int LEAST_ITEMS = 1;
    private static final int LEAST_BYTES = 16 << 10;

    /** Where the next page begins; absent to begin from nothing. */
    Optional<String> cursor = Optional.empty();

    /** Of the server's feed, from its last answer; absent before the first, and after a CURSOR_EPOCH. */
    Optional<Long> epoch = Optional.empty();

    /** Counts the times that pulling began from nothing; documents of an older generation are outdated. */
    long generation;

    /** Whether documents of an older generation are still to be dropped when the last page has come. */
    boolean sweepDue;

    /** Whether the server was restored and must be asked what it still knows. */
    boolean repairDue;

    /** Up to which key of the journal it has been asked; empty at the beginning. */
    String repairedTo = "";

    /** Scopes that are granted, as the server told. */
    final TreeSet<String> scopes = new TreeSet<>();

    /** Scope to the greatest sequence number that was pulled. */
    final Map<String, Long> reached = new LinkedHashMap<>();

    /** Milliseconds from the device's clock to the server's. */
    long skewMillis;

    /** Runs in a row that did not come to their end. */
    int failures;

    /** When a digest last made everything be pulled again, in milliseconds since 1970; absent if never. */
    Optional<Long> resyncedAt = Optional.empty();

    /** Operations in a push. */
    Portion pushPortion = new Portion(LEAST_ITEMS, 0);

    /** Documents in a page. */
    Portion pullPortion = new Portion(LEAST_ITEMS, 0);

    /** Bytes of an attachment in a request. */
    Portion uploadPortion = new Portion(LEAST_BYTES, 0);

    static SyncState load(PhoneStore store) {
        return store.get(Keys.SYNC).map(text -> fromJson(Json.readObject(text))).orElseGet(SyncState::new);
    }

    /** From now on everything is pulled again; what is here stays visible until the last page has come. */
    void startOver() {
        cursor = Optional.empty();
        generation++;
        sweepDue = true;
        reached.clear();
        scopes.clear();
    }

    /** The journal is asked about from its beginning, even if an earlier restore has not been repaired yet. */
    void beginRepair() {
        repairDue = true;
        repairedTo = "";
    }

    void endRepair() {
        repairDue = false;
        repairedTo = "";
    }

    boolean hasReached(String scope, long seq) {
        Long greatest = reached.get(scope);
        return greatest != null && greatest >= seq;
    }

    private static SyncState fromJson(JsonObject json) {
        SyncState state = new SyncState();
        state.cursor = json.optionalText("cursor");
        state.epoch = json.optionalInteger("epoch");
        state.generation = json.integer("generation");
        state.sweepDue = json.flag("sweep_due", false);
        state.repairDue = json.flag("repair_due", false);
        state.repairedTo = json.optionalText("repaired_to").orElse("");
        state.scopes.addAll(json.texts("scopes"));
        json.optionalObject("reached")
                .ifPresent(scopes -> scopes.names().forEach(scope -> state.reached.put(scope, scopes.integer(scope))));
        state.skewMillis = json.integer("skew_millis");
        state.failures = (int) json.integer("failures");
        state.resyncedAt = json.optionalInteger("resynced_at");
        state.pushPortion = portion(json, "push_at_most", LEAST_ITEMS);
        state.pullPortion = portion(json, "pull_at_most", LEAST_ITEMS);
        state.uploadPortion = portion(json, "upload_at_most", LEAST_BYTES);
        return state;
    }

    private static Portion portion(JsonObject json, String name, int least) {
        return new Portion(least, json.optionalInteger(name).orElse(0L).intValue());
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .put("cursor", cursor)
                .put("epoch", epoch)
                .put("generation", generation)
                .put("sweep_due", sweepDue)
                .put("repair_due", repairDue)
                .put("repaired_to", repairedTo.isEmpty() ? null : repairedTo)
                .put("scopes", scopes)
                .put("reached", reached)
                .put("skew_millis", skewMillis)
                .put("failures", failures)
                .put("resynced_at", resyncedAt)
                .put("push_at_most", pushPortion.atMost())
                .put("pull_at_most", pullPortion.atMost())
                .put("upload_at_most", uploadPortion.atMost())
                .toMap();
    }
}
