package org.hunar.model.sync.client;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tokens for a person with a password (RFC 6749 §4.3), kept in memory only. */
public final class PasswordTokenSource implements TokenSource {
    private final HttpServer server;
    private final String username;
    private final String password;
    private String token;

    public PasswordTokenSource(HttpServer server, String username, String password) {
        this.server = server;
        this.username = username;
        this.password = password;
    }

    @Override
    public Optional<String> user() {
        return Optional.of(username);
    }

    @Override
    public synchronized String token() throws TransportException {
        if (token == null) {
            renew();
        }
        return token;
    }

    @Override
    public synchronized void renew() throws TransportException {
        token = TokenRequests.send(
                server, "grant_type=password&username=" + encode(username) + "&password=" + encode(password));
    }

    private static String encode(String text) {
        try {
            return URLEncoder.encode(text, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }
}
