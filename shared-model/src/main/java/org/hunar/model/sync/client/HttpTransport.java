package org.hunar.model.sync.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
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
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/** A server over HTTP, by what every Android and every Java platform has; compressed both ways. */
public final class HttpTransport implements Transport {
    private static final String OFFSET_STREAM = "application/offset+octet-stream";

    private final HttpServer server;
    private final TokenSource tokens;

    public HttpTransport(HttpServer server, TokenSource tokens) {
        this.server = server;
        this.tokens = tokens;
    }

    @Override
    public Optional<String> user() {
        return tokens.user();
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

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        HttpReply reply = tus("/uploads")
                .with("Upload-Length", Long.toString(upload.size()))
                .with("Upload-Metadata", upload.metadata())
                .sending(OFFSET_STREAM, new byte[0])
                .reply();
        String location = reply.header("Location").orElseThrow(() -> unlikeTus("Location"));
        // only the id of it: the path is fixed, and a token goes to no other host
        return new UploadAnswer(location.substring(location.lastIndexOf('/') + 1), offset(reply));
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        return offset(tus("/uploads/" + uploadId)
                .with("X-HTTP-Method-Override", "PATCH")
                .with("Upload-Offset", Long.toString(offset))
                .sending(OFFSET_STREAM, bytes)
                .reply());
    }

    /** HttpURLConnection knows no PATCH on every platform, so it travels as a POST that says so, as tus allows. */
    private HttpCall tus(String path) throws TransportException {
        return new HttpCall(server, "POST", path).as(tokens.token()).with("Tus-Resumable", "1.0.0");
    }

    private long offset(HttpReply reply) throws TransportException {
        return reply.number("Upload-Offset").orElseThrow(() -> unlikeTus("Upload-Offset"));
    }

    private TransportException unlikeTus(String header) {
        return TransportException.noAnswer(server.baseUrl() + " answered an upload without " + header, null);
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
