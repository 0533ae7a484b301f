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

    /**
     * Of the server's feed, from its last answer; absent before the first. What a repair has asked about is of this epoch,
     * so it is never forgotten. Both are told apart by author, since the server speaks of an operation to its author only.
     */
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

    /** Whether that was ever measured. */
    boolean skewKnown;

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

    private static final String AUTHORS = "authors";

    private final Optional<String> user;

    /** As it stands in the store, for what belongs to others. */
    private final JsonObject stored;

    private SyncState(Optional<String> user, JsonObject stored) {
        this.user = user;
        this.stored = stored;
    }

    /** @param user whose run it is for; somebody new goes on from what was there when nobody was named */
    static SyncState load(PhoneStore store, Optional<String> user) {
        return store.get(Keys.SYNC)
                .map(text -> fromJson(user, Json.readObject(text)))
                .orElseGet(() -> new SyncState(user, JsonObject.of("", Map.of())));
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

    private static SyncState fromJson(Optional<String> user, JsonObject json) {
        SyncState state = new SyncState(user, json);
        state.cursor = json.optionalText("cursor");
        JsonObject own =
                user.flatMap(name -> authors(json).optionalObject(name)).orElse(json);
        state.epoch = own.optionalInteger("epoch");
        state.repairDue = own.flag("repair_due", false);
        state.repairedTo = own.optionalText("repaired_to").orElse("");
        state.generation = json.integer("generation");
        state.sweepDue = json.flag("sweep_due", false);
        state.scopes.addAll(json.texts("scopes"));
        json.optionalObject("reached")
                .ifPresent(scopes -> scopes.names().forEach(scope -> state.reached.put(scope, scopes.integer(scope))));
        state.skewMillis = json.integer("skew_millis");
        state.skewKnown = json.flag("skew_known", json.has("cursor"));
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
        Map<String, Object> authors = new LinkedHashMap<>(authors(stored).asMap());
        user.ifPresent(name -> authors.put(name, repair(epoch, repairDue, repairedTo)));
        Map<String, Object> json = new LinkedHashMap<>(
                user.isPresent()
                        ? repair(
                                stored.optionalInteger("epoch"),
                                stored.flag("repair_due", false),
                                stored.optionalText("repaired_to").orElse(""))
                        : repair(epoch, repairDue, repairedTo));
        json.putAll(new JsonFields()
                .put(AUTHORS, authors)
                .put("cursor", cursor)
                .put("generation", generation)
                .put("sweep_due", sweepDue)
                .put("scopes", scopes)
                .put("reached", reached)
                .put("skew_millis", skewMillis)
                .put("skew_known", skewKnown)
                .put("failures", failures)
                .put("resynced_at", resyncedAt)
                .put("push_at_most", pushPortion.atMost())
                .put("pull_at_most", pullPortion.atMost())
                .put("upload_at_most", uploadPortion.atMost())
                .toMap());
        return json;
    }

    private static JsonObject authors(JsonObject json) {
        return json.optionalObject(AUTHORS).orElseGet(() -> JsonObject.of("", Map.of()));
    }

    private static Map<String, Object> repair(Optional<Long> epoch, boolean due, String to) {
        return new JsonFields()
                .put("epoch", epoch)
                .put("repair_due", due)
                .put("repaired_to", to.isEmpty() ? null : to)
                .toMap();
    }
}
