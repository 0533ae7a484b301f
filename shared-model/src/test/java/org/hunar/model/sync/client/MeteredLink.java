package org.hunar.model.sync.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/**
 * A link that counts the bytes it carries, compressed as over HTTP, and loses answers by chance: of every kind of call,
 * when the server has done its work.
 */
final class MeteredLink implements Transport {
    /** Request line and headers of one request, with a token; HTTP/1.1 sends them uncompressed each time. */
    static final int HEADER_BYTES = 400;

    private final Transport server;
    private final Random random;
    private final double loss;

    /** Requests longer than this break the connection before they have arrived. */
    int longestRequest = Integer.MAX_VALUE;

    /** Bytes that left the phone, by the kind of call. */
    final Map<String, Long> sent = new TreeMap<>();

    /** Bytes that left the server, lost ones too. */
    long answered;

    int calls;

    MeteredLink(Transport server, double loss, long seed) {
        this.server = server;
        this.loss = loss;
        this.random = new Random(seed);
    }

    long sentBytes() {
        return sent.values().stream().mapToLong(Long::longValue).sum();
    }

    private interface Call<T> {
        T make() throws TransportException;
    }

    private interface Body<T> {
        Map<String, Object> of(T answer);
    }

    private <T> T carry(String kind, int bodyBytes, Call<T> call, Body<T> body) throws TransportException {
        calls++;
        int arriving = Math.min(bodyBytes, longestRequest);
        sent.merge(kind, (long) HEADER_BYTES + arriving, Long::sum);
        if (arriving < bodyBytes) {
            throw TransportException.noAnswer("the connection broke", null);
        }
        T answer = call.make();
        answered += HEADER_BYTES + compressed(body.of(answer));
        if (random.nextDouble() < loss) {
            throw TransportException.noAnswer("answer lost", null);
        }
        return answer;
    }

    static int compressed(Map<String, Object> message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(Json.write(message).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    @Override
    public Hello hello() throws TransportException {
        return carry("hello", 0, server::hello, Hello::toJson);
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        return carry("push", compressed(push.toJson()), () -> server.push(push), PushAnswer::toJson);
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        return carry("pull", compressed(pull.toJson()), () -> server.pull(pull), PullAnswer::toJson);
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        return carry("status", compressed(query.toJson()), () -> server.status(query), StatusAnswer::toJson);
    }

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        return carry("upload", upload.metadata().length(), () -> server.upload(upload), answer -> Map.of());
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        return carry("append", bytes.length, () -> server.append(uploadId, offset, bytes), answer -> Map.of());
    }

    @Override
    public void renewToken() throws TransportException {
        server.renewToken();
    }
}
