package org.hunar.server.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hunar.model.json.Json;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;
import org.hunar.server.client.Connection;
import org.hunar.server.client.Trust;

/** A server that would be ours, did it not answer wrongly in one respect: it passes calls on and spoils the answers. */
final class AlteredServer implements AutoCloseable {
    private static final List<String> SENT_ON =
            List.of("Authorization", "Content-Type", "Content-Encoding", "If-Match");
    private static final List<String> SENT_BACK =
            List.of("Content-Type", "X-Server-Time", "X-Request-Id", "WWW-Authenticate", "Retry-After");

    private final Connection ours;
    private final HttpServer front;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Defect defect = (path, answer) -> {};

    AlteredServer(URI ours) throws IOException, GeneralSecurityException {
        this.ours = new Connection(ours.toString(), Trust.usual());
        this.front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        front.setExecutor(threads);
        front.createContext("/", this::handle);
        front.start();
    }

    /** What is wrong with a server. */
    interface Defect {
        void spoil(String path, Spoilt answer);
    }

    /** An answer on its way back, to be changed. */
    static final class Spoilt {
        int status;
        final Map<String, String> headers = new LinkedHashMap<>();
        byte[] body;

        /** The JSON of the body, whose maps and lists may be changed; written back by {@link #json(Object)}. */
        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return (Map<String, Object>) mutable(Json.read(body));
        }

        void json(Object json) {
            body = Json.write(json).getBytes(StandardCharsets.UTF_8);
        }
    }

    String url() {
        return "http://127.0.0.1:" + front.getAddress().getPort();
    }

    void suffersFrom(Defect next) {
        defect = next;
    }

    @Override
    public void close() {
        front.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        try (exchange) {
            Call call = new Call(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers(exchange),
                    exchange.getRequestBody().readAllBytes());
            Answer answer = ours.send(call);
            Spoilt spoilt = new Spoilt();
            spoilt.status = answer.status();
            spoilt.body = answer.body();
            SENT_BACK.forEach(name -> answer.header(name).ifPresent(value -> spoilt.headers.put(name, value)));
            defect.spoil(call.path(), spoilt);
            spoilt.headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(spoilt.status, spoilt.body.length == 0 ? -1 : spoilt.body.length);
            exchange.getResponseBody().write(spoilt.body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        SENT_ON.forEach(name -> {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    private static Object mutable(Object json) {
        if (json instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, value) -> copy.put((String) name, mutable(value)));
            return copy;
        }
        if (json instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(value -> copy.add(mutable(value)));
            return copy;
        }
        return json;
    }
}
