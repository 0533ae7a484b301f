package org.hunar.server.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries passwords from an address of its own, as HTTP by hand: Java's client cannot say from which one it calls.
 *
 * @param server where it listens
 * @param address one of this machine, such as 127.0.1.7
 */
public record Guesser(URI server, String address) {
    private static final Pattern RETRY_AFTER = Pattern.compile("(?i)retry-after: (\\d+)");

    /** @param head of the answer, status line and headers */
    public record Reply(int status, String head) {
        /** Seconds, 0 if it is not told. */
        public int retryAfter() {
            Matcher header = RETRY_AFTER.matcher(head);
            return header.find() ? Integer.parseInt(header.group(1)) : 0;
        }
    }

    /** Tries one password, which is wrong. */
    public Reply guess(String user) throws IOException {
        String body = "grant_type=password&username=" + user + "&password=another+wrong+guess";
        String request = "POST /api/v1/oauth/token HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
        try (Socket socket = new Socket(
                InetAddress.getByName(server.getHost()), server.getPort(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, answer.indexOf("\r\n\r\n")));
        }
    }
}
