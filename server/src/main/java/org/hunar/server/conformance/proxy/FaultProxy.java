package org.hunar.server.conformance.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * Stands between an app and a server and lets go wrong what a {@link FaultSource} says.
 *
 * <pre>{@code
 * FaultSource faults = FaultSource.script(Fault.of(Fault.Kind.DROP_REPLY), Fault.cutReplyAt(100));
 * try (FaultProxy proxy = FaultProxy.to(server).faults(faults).start()) {
 *     app.syncsWith(proxy.uri());
 * }
 * }</pre>
 *
 * A connection of the app's carries one request. What waits to be reordered when the proxy is closed is lost.
 */
public final class FaultProxy implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int BACKLOG = 200;
    private static final String BUSY =
            "{\"status\":503,\"code\":\"BUSY\",\"detail\":\"the proxy plays a busy server\"}";

    private final RealServer server;
    private final FaultSource faults;
    private final Consumer<String> log;
    private final ServerSocket front;
    private final String scheme;
    private final ExecutorService connections = Executors.newCachedThreadPool(FaultProxy::daemon);
    private final Queue<HttpMessage> late = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private FaultProxy(Builder builder) throws IOException {
        this.server = new RealServer(builder.server, builder.trust);
        this.faults = builder.faults;
        this.log = builder.log;
        this.front = builder.sockets.createServerSocket(builder.port, BACKLOG, InetAddress.getByName(builder.host));
        this.scheme = builder.scheme;
    }

    /** @param server of which scheme, host and port count */
    public static Builder to(URI server) {
        return new Builder(server);
    }

    /** Where the app finds the proxy, such as {@code http://localhost:8080}. */
    public URI uri() {
        return URI.create(scheme + "://localhost:" + front.getLocalPort());
    }

    /** How many requests have come. */
    public int requests() {
        return count.get();
    }

    @Override
    public void close() {
        connections.shutdownNow();
        try {
            front.close();
        } catch (IOException e) {
            log.accept("the port did not close: " + e.getMessage());
        }
    }

    private void accept() {
        while (!front.isClosed()) {
            try {
                Socket connection = front.accept();
                connections.execute(() -> serve(connection));
            } catch (IOException | RejectedExecutionException e) {
                if (!front.isClosed()) {
                    log.accept("a connection did not come about: " + e.getMessage());
                }
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = connection.getOutputStream();
            Optional<HttpMessage> request = HttpMessage.readRequest(
                    connection.getInputStream(), () -> out.write(ascii("HTTP/1.1 100 Continue\r\n\r\n")));
            if (request.isPresent()) {
                out.write(handle(request.get()));
                out.flush();
            }
        } catch (IOException | NumberFormatException e) {
            log.accept("a connection broke by itself: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the app gets: an answer, the beginning of one, or no bytes at all. */
    private byte[] handle(HttpMessage request) throws IOException, InterruptedException {
        Fault fault = faults.next(request.method(), request.path());
        String line = "#" + count.incrementAndGet() + " " + request.method() + " " + request.path();
        // the delay is the fault itself: this connection, and no other, is made to wait
        Thread.sleep(fault.delay().toMillis());
        byte[] reply = switch (fault.kind()) {
            case NONE -> answer(request);
            case DROP_REQUEST -> nothing(line + ": request dropped");
            case DROP_REPLY -> nothing(line + ": reply dropped, " + answer(request).length + " bytes");
            case CUT_REQUEST -> nothing(line + ": request cut at byte " + server.breakOff(request, fault));
            case CUT_REPLY -> cut(line, answer(request), fault);
            case DUPLICATE -> second(line, request);
            case REORDER -> nothing(line + ": request held back until after the next one");
            case STATUS_503 -> busy(line);
        };
        deliverLate();
        if (fault.kind() == Fault.Kind.REORDER) {
            late.add(request);
        }
        return reply;
    }

    /** Where the server names its own address, the app goes on by way of the proxy. */
    private byte[] answer(HttpMessage request) throws IOException {
        HttpMessage answer = server.answer(request);
        String here = scheme + "://" + request.header("Host").orElse("localhost:" + front.getLocalPort());
        return answer.header("Location")
                .filter(location -> location.startsWith(server.origin()))
                .map(location -> answer.with(
                        "Location", here + location.substring(server.origin().length())))
                .orElse(answer)
                .bytes();
    }

    private byte[] second(String line, HttpMessage request) throws IOException {
        log.accept(line + ": request sent twice");
        server.answer(request);
        return answer(request);
    }

    private byte[] cut(String line, byte[] answer, Fault fault) {
        int length = fault.cut().applyAsInt(answer.length);
        log.accept(line + ": reply cut at byte " + length + " of " + answer.length);
        return Arrays.copyOf(answer, length);
    }

    private byte[] busy(String line) {
        log.accept(line + ": answered 503");
        List<String> head = List.of(
                "HTTP/1.1 503 Service Unavailable",
                "Retry-After: 1",
                "Content-Type: application/problem+json",
                "Content-Length: " + BUSY.length(),
                "Connection: close");
        return new HttpMessage(head, ascii(BUSY)).bytes();
    }

    private byte[] nothing(String line) {
        log.accept(line);
        return new byte[0];
    }

    private void deliverLate() throws IOException {
        for (HttpMessage request = late.poll(); request != null; request = late.poll()) {
            server.answer(request);
            log.accept("held back " + request.method() + " " + request.path() + ": now delivered");
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    }

    /** How a proxy is to be. */
    public static final class Builder {
        private final URI server;
        private FaultSource faults = FaultSource.script();
        private Consumer<String> log = line -> {};
        private SSLContext trust;
        private ServerSocketFactory sockets = ServerSocketFactory.getDefault();
        private String scheme = "http";
        private String host = "localhost";
        private int port;

        private Builder(URI server) {
            this.server = server;
        }

        public Builder faults(FaultSource source) {
            faults = source;
            return this;
        }

        /** @param lines is told each fault as it happens; nothing of what the messages say */
        public Builder log(Consumer<String> lines) {
            log = lines;
            return this;
        }

        /** @param context by which a server on HTTPS is trusted */
        public Builder trusting(SSLContext context) {
            trust = context;
            return this;
        }

        /** @param own with a key: the app then speaks HTTPS to the proxy */
        public Builder secure(SSLContext own) {
            sockets = own.getServerSocketFactory();
            scheme = "https";
            return this;
        }

        /** @param number for the app; 0, as without this, for any that is free */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** @param address to listen at; without this only this machine is heard, and 0.0.0.0 lets phones in */
        public Builder host(String address) {
            host = address;
            return this;
        }

        /** @throws IOException if the port is taken */
        public FaultProxy start() throws IOException {
            FaultProxy proxy = new FaultProxy(this);
            daemon(proxy::accept).start();
            return proxy;
        }
    }
}
