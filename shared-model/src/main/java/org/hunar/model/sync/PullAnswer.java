package org.hunar.model.sync;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * One page of documents: the answer to a {@link Pull}. The phone stores items and cursor in one local transaction; a
 * page applied twice changes nothing.
 *
 * @param epoch of the feed; it rises when the server was restored from a backup
 * @param added scopes that this cursor begins to follow
 * @param removed scopes no longer granted: the phone drops what it pulled of them
 * @param cursor opaque; where the next page begins
 * @param digests scope to what a phone holds of it once it has the last page; only with the last page
 */
public record PullAnswer(
        Instant serverTime,
        long epoch,
        List<String> added,
        List<String> removed,
        List<FeedItem> items,
        String cursor,
        boolean hasMore,
        Map<String, Digest> digests) {

    public static PullAnswer fromJson(JsonObject json) {
        JsonObject scopes =
                json.optionalObject("scopes").orElseGet(() -> JsonObject.of(json.pointerTo("scopes"), Map.of()));
        return new PullAnswer(
                json.instant("server_time"),
                json.integer("epoch"),
                scopes.texts("added"),
                scopes.texts("removed"),
                json.list("items", (pointer, item) -> FeedItem.fromJson(JsonObject.of(pointer, item))),
                json.text("cursor"),
                json.flag("has_more", false),
                digests(json));
    }

    public Map<String, Object> toJson() {
        Map<String, Object> scopes = new LinkedHashMap<>();
        scopes.put("added", added);
        scopes.put("removed", removed);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("server_time", Timestamps.format(serverTime));
        json.put("epoch", epoch);
        json.put("scopes", scopes);
        json.put("items", items.stream().map(FeedItem::toJson).collect(Collectors.toList()));
        json.put("cursor", cursor);
        json.put("has_more", hasMore);
        Map<String, Object> digest = new LinkedHashMap<>();
        digests.forEach((scope, value) -> digest.put(scope, value.toJson()));
        json.putAll(new JsonFields().put("digest", digest).toMap());
        return json;
    }

    private static Map<String, Digest> digests(JsonObject json) {
        Map<String, Digest> digests = new LinkedHashMap<>();
        json.optionalObject("digest")
                .ifPresent(scopes ->
                        scopes.names().forEach(scope -> digests.put(scope, Digest.fromJson(scopes.object(scope)))));
        return Collections.unmodifiableMap(digests);
    }
}
