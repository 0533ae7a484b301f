package org.hunar.server.conformance.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One message of HTTP/1.1 (RFC 9112) as it stands on the wire.
 *
 * @param head start line and header lines, without their ends
 * @param body with the framing it came in
 */
record HttpMessage(List<String> head, byte[] body) {
    private static final int MOST_HEAD_BYTES = 64 << 10;
    private static final int MOST_BODY_BYTES = 256 << 20;
    private static final int HEX = 16;

    /** What a client waits for before it sends a large body. */
    interface Encouragement {
        void goOn() throws IOException;
    }

    /**
     * Reads one request, and leaves what follows it.
     *
     * @param encouragement called when the client asks whether it may send its body
     * @return empty if the client ended the connection before a request began
     */
    static Optional<HttpMessage> readRequest(InputStream in, Encouragement encouragement) throws IOException {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        if (!copyLine(in, first)) {
            return Optional.empty();
        }
        List<String> head = new ArrayList<>();
        head.add(text(first));
        HttpMessage message = new HttpMessage(head, new byte[0]);
        int size = first.size();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.add(line);
            size += line.length();
            if (size > MOST_HEAD_BYTES) {
                throw new IOException("headers of more than " + MOST_HEAD_BYTES + " bytes");
            }
        }
        if (message.header("Expect").isPresent()) {
            encouragement.goOn();
        }
        return Optional.of(new HttpMessage(head, message.readBody(in)));
    }

    /** Reads an answer that the end of the connection ends. */
    static HttpMessage readAnswer(InputStream in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.add(line);
        }
        return new HttpMessage(head, in.readAllBytes());
    }

    String method() {
        return head.get(0).split(" ")[0];
    }

    /** Path with query. */
    String path() {
        String[] parts = head.get(0).split(" ");
        return parts.length > 1 ? parts[1] : "";
    }

    Optional<String> header(String name) {
        return head.stream()
                .skip(1)
                .filter(line -> isHeader(line, name))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst();
    }

    HttpMessage without(String name) {
        List<String> others =
                head.stream().filter(line -> !isHeader(line, name)).toList();
        return new HttpMessage(others, body);
    }

    HttpMessage with(String name, String value) {
        List<String> lines = new ArrayList<>(without(name).head());
        lines.add(name + ": " + value);
        return new HttpMessage(lines, body);
    }

    byte[] bytes() {
        byte[] start = (String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private byte[] readBody(InputStream in) throws IOException {
        if (header("Transfer-Encoding").isPresent()) {
            return readChunks(in);
        }
        int length = Integer.parseInt(header("Content-Length").orElse("0"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        copy(in, length, bytes);
        return bytes.toByteArray();
    }

    /** Chunks up to the last one, with its trailer; their sizes stay in the body. */
    private static byte[] readChunks(InputStream in) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int size;
        do {
            String sizeLine = requiredLine(in, chunks);
            size = Integer.parseInt(sizeLine.split(";")[0].trim(), HEX);
            copy(in, size, chunks);
            if (size > 0) {
                requiredLine(in, chunks);
            }
        } while (size > 0);
        while (!requiredLine(in, chunks).isEmpty()) {}
        return chunks.toByteArray();
    }

    private static void copy(InputStream in, int length, ByteArrayOutputStream into) throws IOException {
        if (length < 0 || length > MOST_BODY_BYTES - into.size()) {
            throw new IOException("a body of more than " + MOST_BODY_BYTES + " bytes");
        }
        byte[] bytes = in.readNBytes(length);
        into.writeBytes(bytes);
        if (bytes.length < length) {
            throw new EOFException("the connection ended within a message");
        }
    }

    private static String line(InputStream in) throws IOException {
        return requiredLine(in, new ByteArrayOutputStream());
    }

    private static String requiredLine(InputStream in, ByteArrayOutputStream into) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        if (!copyLine(in, line)) {
            throw new EOFException("the connection ended within a message");
        }
        line.writeTo(into);
        return text(line);
    }

    /** Copies a line with its end; false if there is nothing more. */
    private static boolean copyLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        int read = in.read();
        while (read >= 0) {
            line.write(read);
            if (read == '\n') {
                return true;
            }
            if (line.size() > MOST_HEAD_BYTES) {
                throw new IOException("a line of more than " + MOST_HEAD_BYTES + " bytes");
            }
            read = in.read();
        }
        return false;
    }

    private static String text(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static boolean isHeader(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }
}
