package org.hunar.model.sync.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/** One request and its answer over {@link HttpURLConnection}. */
final class HttpCall {
    static final String JSON = "application/json";

    private static final int BUFFER = 8192;
    private static final int ERRORS = 400;

    /** Sixteen times the largest page that a server is asked for; more is no answer to us. */
    private static final int MOST_ANSWER_BYTES = 16 << 20;

    /** Smaller than this, gzip's own header makes it longer. */
    private static final int WORTH_COMPRESSING = 200;

    private final HttpServer server;
    private final String method;
    private final String path;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String contentType = JSON;
    private Optional<byte[]> body = Optional.empty();

    HttpCall(HttpServer server, String method, String path) {
        this.server = server;
        this.method = method;
        this.path = path;
    }

    HttpCall as(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    HttpCall with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    HttpCall sending(String type, byte[] bytes) {
        contentType = type;
        body = Optional.of(bytes);
        return this;
    }

    /** @throws TransportException without an answer in JSON, or with one that is not a success */
    JsonObject answer() throws TransportException {
        try {
            return reply().json();
        } catch (InvalidException e) {
            throw TransportException.noAnswer(server.baseUrl() + path + " did not answer in JSON", e);
        }
    }

    /** @throws TransportException without an answer, or with one that is not a success */
    HttpReply reply() throws TransportException {
        HttpReply reply;
        try {
            HttpURLConnection connection = open();
            if (body.isPresent()) {
                send(connection, body.get());
            }
            reply = receive(connection);
        } catch (IOException e) {
            throw TransportException.noAnswer("no answer from " + server.baseUrl() + path + ": " + e.getMessage(), e);
        }
        if (!reply.isSuccess()) {
            throw reply.refusal();
        }
        return reply;
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
        headers.forEach(connection::setRequestProperty);
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

    private static HttpReply receive(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        InputStream raw = status < ERRORS ? connection.getInputStream() : connection.getErrorStream();
        return new HttpReply(status, connection::getHeaderField, bytes(connection, raw));
    }

    /** The whole answer is read even when it is of no use: only then is the connection used again. */
    private static byte[] bytes(HttpURLConnection connection, InputStream raw) throws IOException {
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

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            out.write(bytes);
        }
        return compressed.toByteArray();
    }
}
