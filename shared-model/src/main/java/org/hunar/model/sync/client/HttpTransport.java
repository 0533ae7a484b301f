package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;

/** A server over HTTP, by what every Android and every Java platform has; compressed both ways. */
public final class HttpTransport implements Transport {
    private final HttpServer server;
    private final TokenSource tokens;

    public HttpTransport(HttpServer server, TokenSource tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    @Override
    public Hello hello() throws TransportException {
        return read(new HttpCall(server, "GET", "/hello").answer(), Hello::fromJson);
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        return read(post("/sync/push", push.toJson()), PushAnswer::fromJson);
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        return read(post("/sync/pull", pull.toJson()), PullAnswer::fromJson);
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        return read(post("/sync/status", query.toJson()), StatusAnswer::fromJson);
    }

    @Override
    public void renewToken() throws TransportException {
        tokens.renew();
    }

    private JsonObject post(String path, Map<String, Object> message) throws TransportException {
        byte[] body = Json.write(message).getBytes(StandardCharsets.UTF_8);
        return new HttpCall(server, "POST", path)
                .as(tokens.token())
                .sending(HttpCall.JSON, body)
                .answer();
    }

    private <T> T read(JsonObject answer, Function<JsonObject, T> type) throws TransportException {
        try {
            return type.apply(answer);
        } catch (InvalidException e) {
            throw TransportException.noAnswer(
                    server.baseUrl() + " did not answer as the protocol says: " + e.getMessage(), e);
        }
    }
}
