package org.hunar.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class BrokenOffTest {
    private static final int PATIENCE_SECONDS = 30;

    @Test
    void anAppThatBreaksOffWhileItSendsCostsOneLine() throws Exception {
        List<ILoggingEvent> lines = linesAfter("30s", socket -> {
            send(socket, "POST /echo HTTP/1.1", "Content-Type: application/json", "Content-Length: 500");
            socket.getOutputStream().write("{\"name\": \"Mohammad".getBytes(US_ASCII));
            giveUp(socket);
        });

        assertOneLine(lines, "went away");
    }

    @Test
    void anAppThatBreaksOffWhileItReadsCostsOneLine() throws Exception {
        List<ILoggingEvent> lines = linesAfter("30s", socket -> {
            send(socket, "GET /long-answer?name=Mohammad HTTP/1.1");
            assertThat(socket.getInputStream().readNBytes(20))
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.1 200");
            giveUp(socket);
        });

        assertOneLine(lines, "went away");
    }

    @Test
    void anAppThatFallsSilentWhileItSendsIsToldSoAndCostsOneLine() throws Exception {
        List<ILoggingEvent> lines = linesAfter("1s", socket -> {
            send(socket, "POST /echo HTTP/1.1", "Content-Type: application/json", "Content-Length: 500");
            socket.getOutputStream().write("{\"name\": \"Mohammad".getBytes(US_ASCII));
            socket.getOutputStream().flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 408")
                    .contains("Retry-After: 60", "\"TOO_SLOW\"", "did not come in time");
        });

        assertOneLine(lines, "too late, or never");
    }

    /** To a phone, 400 says that something is wrong with what it sent: it would set its work aside. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatIsCutOnTheWayIsToldToBeCutWhateverItsEncoding(String encoding) throws Exception {
        byte[] whole =
                encoding.equals("gzip") ? gzip("{\"name\": \"Mohammad\"}") : "{\"name\": \"Moh\"}".getBytes(US_ASCII);
        try (ProbeServer server = ProbeServer.start("INFO", "30s");
                Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(PATIENCE_SECONDS * 1000);
            send(
                    socket,
                    "POST /echo HTTP/1.1",
                    "Content-Type: application/json",
                    "Content-Encoding: " + encoding,
                    "Content-Length: " + whole.length);
            socket.getOutputStream().write(whole, 0, whole.length / 2);
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 408")
                    .contains("\"CUT\"");
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    @Test
    void whatIsNotTheClientsDoingStaysAnError() {
        BrokenOff filter = new BrokenOff();
        Logger jersey = (Logger) LoggerFactory.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");
        Logger ours = (Logger) LoggerFactory.getLogger(ProblemMapper.class);

        assertThat(filter.decide(null, jersey, Level.ERROR, "", null, new IOException(new EofException())))
                .isEqualTo(FilterReply.DENY);
        assertThat(filter.decide(null, jersey, Level.ERROR, "", null, new IOException("No space left on device")))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(null, jersey, Level.ERROR, "", null, null)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(filter.decide(null, ours, Level.ERROR, "", null, new EofException()))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    private interface App {
        void talk(Socket socket) throws IOException;
    }

    /** What the server says from the time when the app came until it has stopped. */
    private static List<ILoggingEvent> linesAfter(String patience, App app) throws Exception {
        List<ILoggingEvent> lines = new ArrayList<>();
        Log log = new Log();
        try (ProbeServer server = ProbeServer.start("INFO", patience)) {
            log.listen();
            try (Socket socket = new Socket("127.0.0.1", server.port())) {
                socket.setSoTimeout(PATIENCE_SECONDS * 1000);
                app.talk(socket);
            }
            lines.add(log.said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        log.stop();
        log.said.drainTo(lines);
        return lines;
    }

    private static void assertOneLine(List<ILoggingEvent> lines, String words) {
        assertThat(lines)
                .doesNotContainNull()
                .filteredOn(BrokenOffTest::isOursOrBad)
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getLevel()).isEqualTo(Level.INFO);
                    assertThat(line.getFormattedMessage()).contains(words).doesNotContain("Mohammad");
                    assertThat(line.getThrowableProxy()).isNull();
                    assertThat(line.getMDCPropertyMap()).containsKey("request_id");
                });
    }

    /** Jetty itself says at INFO that it stops. */
    private static boolean isOursOrBad(ILoggingEvent line) {
        return line.getLevel().isGreaterOrEqual(Level.WARN)
                || line.getLoggerName().startsWith("org.hunar.");
    }

    private static void send(Socket socket, String... head) throws IOException {
        String request = String.join("\r\n", head) + "\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
    }

    /** The system throws away what it has not sent or handed over yet, and tells the other side so. */
    private static void giveUp(Socket socket) throws IOException {
        socket.getOutputStream().flush();
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static final class Log extends AppenderBase<ILoggingEvent> {
        private final BlockingQueue<ILoggingEvent> said = new LinkedBlockingQueue<>();

        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

        void listen() {
            start();
            root.addAppender(this);
        }

        @Override
        public void stop() {
            root.detachAppender(this);
            super.stop();
        }

        @Override
        protected void append(ILoggingEvent line) {
            line.prepareForDeferredProcessing();
            said.add(line);
        }
    }
}
