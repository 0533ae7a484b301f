package org.hunar.model.sync.client;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;

/** Tokens for a person with a password (RFC 6749 §4.3), kept in memory only. */
public final class PasswordTokenSource implements TokenSource {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;

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
        String form = "grant_type=password&username=" + encode(username) + "&password=" + encode(password);
        try {
            token = new HttpCall(server, "POST", "/oauth/token")
                    .sending("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8))
                    .answer()
                    .text("access_token");
        } catch (TransportException e) {
            throw e.status() == BAD_REQUEST ? wrongPassword(e) : e;
        } catch (InvalidException e) {
            throw TransportException.noAnswer("the token endpoint gave no access_token", e);
        }
    }

    /** RFC 6749 §5.2 answers a wrong password with 400; to the rest of the phone that is a 401 like any other. */
    private static TransportException wrongPassword(TransportException refusal) {
        return TransportException.refused(
                UNAUTHORIZED,
                Optional.of("INVALID_GRANT"),
                refusal.getMessage(),
                refusal.retryAfter(),
                refusal.serverTime());
    }

    private static String encode(String text) {
        try {
            return URLEncoder.encode(text, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("every Java platform has UTF-8", e);
        }
    }
}
