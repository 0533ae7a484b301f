package org.hunar.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.PullAnswer;

/** Speaks the sync protocol in plain requests, for one signed-in user. */
public final class SyncClient {
    private final ApiClient server;
    private final String token;

    public SyncClient(TestServer server, String token) {
        this(server.api(), token);
    }

    public SyncClient(ApiClient server, String token) {
        this.server = server;
        this.token = token;
    }

    /** The results of a push that could be read. */
    public List<JsonObject> push(Map<String, Object> push) {
        HttpResponse<String> answer = server.post("/api/v1/sync/push", token, push);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.json(answer).objects("results");
    }

    public JsonObject pushOne(Map<String, Object> push) {
        List<JsonObject> results = push(push);
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    public HttpResponse<String> pushRaw(byte[] body, String... headers) {
        HttpRequest.Builder request = server.request("/api/v1/sync/push", token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server.send(request);
    }

    public HttpResponse<String> pushRaw(String body) {
        return pushRaw(body.getBytes(StandardCharsets.UTF_8));
    }

    public List<JsonObject> status(List<?> ids) {
        HttpResponse<String> answer = server.post("/api/v1/sync/status", token, Map.of("op_ids", ids));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiClient.json(answer).objects("results");
    }

    public PullAnswer pull(String cursor) {
        HttpResponse<String> answer =
                server.post("/api/v1/sync/pull", token, cursor == null ? Map.of() : Map.of("cursor", cursor));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return PullAnswer.fromJson(ApiClient.json(answer));
    }

    /** Everything that a new phone would have after its first sync, by scope and id. */
    public Map<String, FeedItem> pullAll() {
        Map<String, FeedItem> items = new LinkedHashMap<>();
        String cursor = null;
        boolean more = true;
        while (more) {
            PullAnswer page = pull(cursor);
            page.items().forEach(item -> items.put(item.scope() + " " + item.entity() + " " + item.id(), item));
            cursor = page.cursor();
            more = page.hasMore();
        }
        return items;
    }

    public Map<String, Object> document(String scope, String entity, String id) {
        return pullAll().get(scope + " " + entity + " " + id).doc().orElseThrow();
    }

    /** All documents of a scope in canonical JSON, in the order of ids: what two replicas must agree on to the byte. */
    public String canonicalState(String scope) {
        List<Object> documents = new ArrayList<>();
        pullAll().values().stream()
                .filter(item -> item.scope().equals(scope))
                .sorted((one, other) -> (one.entity() + one.id()).compareTo(other.entity() + other.id()))
                .forEach(item -> documents.add(
                        List.of(item.entity(), item.id(), item.doc().orElse(Map.of()))));
        return CanonicalJson.write(documents);
    }
}
