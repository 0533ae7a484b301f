package org.hunar.server.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;

/** What a phone has after some pages: items by scope, entity and id, with scopes and digests. */
final class Pulled {
    private final List<JsonObject> pages = new ArrayList<>();
    private final Map<String, JsonObject> items = new LinkedHashMap<>();

    void take(JsonObject page) {
        pages.add(page);
        page.objects("items")
                .forEach(item -> items.put(key(item.text("scope"), item.text("entity"), item.text("id")), item));
    }

    boolean hasMore() {
        return last().flag("has_more", false);
    }

    JsonObject last() {
        return pages.get(pages.size() - 1);
    }

    List<JsonObject> pages() {
        return pages;
    }

    String cursor() {
        return last().text("cursor");
    }

    List<String> added() {
        return pages.get(0).object("scopes").texts("added");
    }

    List<String> removed() {
        return pages.get(0).object("scopes").texts("removed");
    }

    /** In the order in which they came. */
    List<JsonObject> items() {
        return pages.stream().flatMap(page -> page.objects("items").stream()).toList();
    }

    Optional<JsonObject> find(String scope, String entity, String id) {
        return Optional.ofNullable(items.get(key(scope, entity, id)));
    }

    JsonObject item(String scope, String entity, String id) {
        Optional<JsonObject> item = find(scope, entity, id);
        Expect.that(item.isPresent(), key(scope, entity, id) + " in a pull", items.keySet());
        return item.orElseThrow();
    }

    JsonObject document(String scope, String entity, String id) {
        JsonObject item = item(scope, entity, id);
        Expect.equal("op of " + id, "PUT", item.text("op"));
        return item.object("doc");
    }

    private static String key(String scope, String entity, String id) {
        return scope + " " + entity + " " + id;
    }
}
