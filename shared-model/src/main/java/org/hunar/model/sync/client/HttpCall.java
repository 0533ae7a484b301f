package org.hunar.model.sync.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/** One request and its answer, both JSON, over {@link HttpURLConnection}. */
final class HttpCall {
    static final String JSON = "application/json";

    private static final int BUFFER = 8192;
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    /** Sixteen times the largest page that a server is asked for; more is no answer to us. */
    private static final int MOST_ANSWER_BYTES = 16 << 20;

    /** Smaller than this, gzip's own header makes it longer. */
    private static final int WORTH_COMPRESSING = 200;

    private final HttpServer server;
    private final String method;
    private final String path;
    private Optional<String> token = Optional.empty();
    private String contentType = JSON;
    private Optional<byte[]> body = Optional.empty();

    HttpCall(HttpServer server, String method, String path) {
        this.server = server;
        this.method = method;
        this.path = path;
    }

    HttpCall as(String accessToken) {
        token = Optional.of(accessToken);
        return this;
    }

    HttpCall sending(String type, byte[] bytes) {
        contentType = type;
        body = Optional.of(bytes);
        return this;
    }

    /** @throws TransportException without an answer, or with one that is not a success */
    JsonObject answer() throws TransportException {
        try {
            HttpURLConnection connection = open();
            if (body.isPresent()) {
                send(connection, body.get());
            }
            return receive(connection);
        } catch (IOException e) {
            throw TransportException.noAnswer("no answer from " + server.baseUrl() + path + ": " + e.getMessage(), e);
        }
    }

    private HttpURLConnection open() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(server.baseUrl() + path).openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(server.sockets());
            secure.setHostnameVerifier(server.names());
        }
        connection.setConnectTimeout((int) server.connectTimeout().toMillis());
        connection.setReadTimeout((int) server.readTimeout().toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Accept", JSON);
        connection.setRequestProperty("Accept-Encoding", "gzip");
        token.ifPresent(text -> connection.setRequestProperty("Authorization", "Bearer " + text));
        return connection;
    }

    private void send(HttpURLConnection connection, byte[] bytes) throws IOException {
        boolean compress = bytes.length >= WORTH_COMPRESSING && contentType.equals(JSON);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", contentType);
        if (compress) {
            connection.setRequestProperty("Content-Encoding", "gzip");
        }
        byte[] sent = compress ? gzip(bytes) : bytes;
        try (OutputStream out = connection.getOutputStream()) {
            out.write(sent);
        }
    }

    private JsonObject receive(HttpURLConnection connection) throws IOException, TransportException {
        int status = connection.getResponseCode();
        boolean success = status >= OK && status < REDIRECT;
        byte[] bytes = bytes(connection, success);
        if (!success) {
            throw refusal(connection, status, bytes);
        }
        try {
            return Json.readObject(bytes);
        } catch (InvalidException e) {
            throw TransportException.noAnswer(server.baseUrl() + path + " did not answer in JSON", e);
        }
    }

    /** The whole answer is read even when it is of no use: only then is the connection used again. */
    private static byte[] bytes(HttpURLConnection connection, boolean success) throws IOException {
        InputStream raw = success ? connection.getInputStream() : connection.getErrorStream();
        if (raw == null) {
            return new byte[0];
        }
        boolean compressed = "gzip".equalsIgnoreCase(connection.getContentEncoding());
        try (InputStream in = compressed ? new GZIPInputStream(raw) : raw) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > MOST_ANSWER_BYTES) {
                    throw new IOException("an answer of more than " + MOST_ANSWER_BYTES + " bytes");
                }
            }
            return bytes.toByteArray();
        }
    }

    private static TransportException refusal(HttpURLConnection connection, int status, byte[] bytes) {
        Optional<JsonObject> problem = problem(bytes);
        Optional<Instant> serverTime = millis(connection.getHeaderField("X-Server-Time"));
        return TransportException.refused(
                status,
                problem.flatMap(each -> text(each, "code")),
                status + " " + problem.flatMap(each -> text(each, "detail")).orElse("without a reason"),
                retryAfter(connection.getHeaderField("Retry-After"), serverTime),
                serverTime);
    }

    /** Empty when it is not a problem of our server's, but perhaps a page of a proxy's. */
    private static Optional<JsonObject> problem(byte[] bytes) {
        try {
            return Optional.of(Json.readObject(bytes));
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject problem, String name) {
        return problem.asMap().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Instant> millis(String header) {
        return number(header).map(Instant::ofEpochMilli);
    }

    /** Seconds, or a date (RFC 9110 §10.2.3), which is compared with the server's clock and not with ours. */
    private static Optional<Duration> retryAfter(String header, Optional<Instant> serverTime) {
        Optional<Duration> seconds = number(header).map(Duration::ofSeconds);
        return seconds.isPresent() || header == null ? seconds : serverTime.flatMap(now -> until(header, now));
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then)).filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> number(String header) {
        return header != null && header.matches("[0-9]{1,15}") ? Optional.of(Long.parseLong(header)) : Optional.empty();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
