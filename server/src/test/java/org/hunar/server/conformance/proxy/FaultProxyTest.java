package org.hunar.server.conformance.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.hunar.server.conformance.proxy.Fault.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final HttpClient app = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void withoutFaultsItIsNotNoticed() throws Exception {
        try (FaultProxy proxy = proxy()) {
            HttpResponse<String> answer = post(proxy, "one");

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("got one");
            assertThat(answer.headers().firstValue("Location")).hasValue(proxy.uri() + "/thing/1");
            assertThat(arrived).containsExactly("one");
            assertThat(log).isEmpty();
        }
    }

    @Test
    void aDroppedRequestDoesNotReachTheServer() throws Exception {
        try (FaultProxy proxy = proxy(Fault.of(Kind.DROP_REQUEST))) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);

            assertThat(arrived).isEmpty();
            assertThat(log).containsExactly("#1 POST /push?a=b: request dropped");
        }
    }

    @Test
    void aDroppedReplyLeavesTheWorkDone() throws Exception {
        try (FaultProxy proxy = proxy(Fault.of(Kind.DROP_REPLY))) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);

            assertThat(arrived).containsExactly("one");
        }
    }

    @Test
    void aReplyIsCutAtTheVeryByte() throws Exception {
        try (FaultProxy proxy = proxy(Fault.cutReplyAt(17))) {
            assertThat(bytesOf(proxy, "one")).isEqualTo("HTTP/1.1 201 Crea");
        }
    }

    @Test
    void aRequestThatIsCutWithinItsBodyIsNeverWhole() throws Exception {
        try (FaultProxy proxy = proxy(new Fault(Kind.CUT_REQUEST, length -> length - 1, Duration.ZERO))) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);

            assertThat(arrived).isEmpty();
        }
    }

    @Test
    void aRequestSentTwiceIsAnsweredOnce() throws Exception {
        try (FaultProxy proxy = proxy(Fault.of(Kind.DUPLICATE))) {
            assertThat(post(proxy, "one").body()).isEqualTo("got one");

            assertThat(arrived).containsExactly("one", "one");
        }
    }

    @Test
    void aReorderedRequestComesAfterTheNextOne() throws Exception {
        try (FaultProxy proxy = proxy(Fault.of(Kind.REORDER))) {
            assertThatThrownBy(() -> post(proxy, "one")).isInstanceOf(IOException.class);
            post(proxy, "two");

            assertThat(arrived).containsExactly("two", "one");
        }
    }

    @Test
    void aBusyAnswerSaysWhenToComeAgain() throws Exception {
        try (FaultProxy proxy = proxy(Fault.of(Kind.STATUS_503))) {
            HttpResponse<String> answer = post(proxy, "one");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(arrived).isEmpty();
        }
    }

    @Test
    void aBodyInChunksPassesWhole() throws Exception {
        try (FaultProxy proxy = proxy()) {
            HttpRequest.BodyPublisher chunks = HttpRequest.BodyPublishers.ofByteArrays(
                    List.of("first ".getBytes(StandardCharsets.UTF_8), "second".getBytes(StandardCharsets.UTF_8)));

            assertThat(send(proxy, chunks).body()).isEqualTo("got first second");
        }
    }

    @Test
    void theSameSeedGivesTheSameFaults() {
        assertThat(kinds(7)).isEqualTo(kinds(7)).isNotEqualTo(kinds(8)).contains(Kind.DROP_REPLY, Kind.NONE);
    }

    @Test
    void faultsMayBeMeantForOnePathOnly() {
        FaultSource faults = FaultSource.script(Fault.of(Kind.DROP_REPLY)).onlyFor("/sync/push");

        assertThat(faults.next("GET", "/api/v1/hello").kind()).isEqualTo(Kind.NONE);
        assertThat(faults.next("POST", "/api/v1/sync/push").kind()).isEqualTo(Kind.DROP_REPLY);
    }

    @Test
    void cutsLieWithinTheMessage() {
        RandomFaults anywhere = new RandomFaults(1).with(Kind.CUT_REPLY, 1);
        RandomFaults at = new RandomFaults(1).with(Kind.CUT_REPLY, 1).cutting(Kind.CUT_REPLY, OptionalInt.of(300));

        assertThat(anywhere.next("GET", "/").cut().applyAsInt(40)).isBetween(0, 39);
        assertThat(at.next("GET", "/").cut().applyAsInt(40)).isEqualTo(40);
        assertThat(at.next("GET", "/").cut().applyAsInt(400)).isEqualTo(300);
    }

    private static List<Kind> kinds(long seed) {
        RandomFaults faults =
                new RandomFaults(seed).with(Kind.DROP_REPLY, 0.3).delaying(Duration.ZERO, Duration.ofMillis(5));
        return Stream.generate(() -> faults.next("POST", "/").kind()).limit(50).toList();
    }

    private FaultProxy proxy(Fault... faults) throws IOException {
        return FaultProxy.to(serverUri())
                .faults(FaultSource.script(faults))
                .log(log::add)
                .start();
    }

    private URI serverUri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private HttpResponse<String> post(FaultProxy proxy, String body) throws Exception {
        return send(proxy, HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(FaultProxy proxy, HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(proxy.uri().resolve("/push?a=b"))
                .POST(body)
                .timeout(Duration.ofSeconds(20))
                .build();
        return app.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What arrives on the wire, to its end. */
    private static String bytesOf(FaultProxy proxy, String body) throws IOException {
        try (Socket socket = new Socket("localhost", proxy.uri().getPort())) {
            String request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(body);
            byte[] answer = ("got " + body).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", serverUri() + "/thing/1");
            exchange.sendResponseHeaders(201, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        }
    }
}
