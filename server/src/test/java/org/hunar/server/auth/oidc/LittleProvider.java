package org.hunar.server.auth.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.json.Json;

/** An OpenID provider over HTTP, as small as one can be: whoever asks for a code is signed in as whoever is set. */
final class LittleProvider implements AutoCloseable {
    static final String CLIENT = "hunar";
    static final String SECRET = "secret & of the client";

    private final KeyPair keys = Jwts.SIG.RS256.keyPair().build();
    private final HttpServer server;
    private final Map<String, Map<String, String>> codes = new HashMap<>();
    private Map<String, Object> claims = Map.of();
    private KeyPair signer = keys;

    LittleProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, metadata()));
        server.createContext("/keys", exchange -> json(exchange, 200, Map.of("keys", List.of(key()))));
        server.createContext("/token", this::token);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Claims of the next token, in place of or beside those that a right one has. */
    void says(Map<String, Object> others) {
        claims = others;
    }

    /** From now on tokens are signed by somebody else. */
    void isCounterfeited() {
        signer = Jwts.SIG.RS256.keyPair().build();
    }

    void isItselfAgain() {
        signer = keys;
        claims = Map.of();
    }

    /** What the person's browser does there: comes with a request, is signed in, and is sent back to that address. */
    URI signIn(URI request) {
        Map<String, String> asked = parameters(request.getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        return URI.create(asked.get("redirect_uri") + "?code=" + code + "&state=" + asked.get("state"));
    }

    private Map<String, Object> metadata() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"));
    }

    private Map<String, Object> key() {
        Map<String, Object> key = new LinkedHashMap<>();
        Jwks.builder()
                .key((java.security.interfaces.RSAPublicKey) keys.getPublic())
                .id("k1")
                .build()
                .forEach(key::put);
        return key;
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(form.get("code"));
        if (asked == null || !isClient(exchange) || !isVerified(asked, form)) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        json(
                exchange,
                200,
                Map.of("access_token", "a", "token_type", "Bearer", "id_token", idToken(asked.get("nonce"))));
    }

    private static boolean isClient(HttpExchange exchange) {
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        String given = new String(Base64.getDecoder().decode(basic.substring("Basic ".length())));
        return URLDecoder.decode(given, StandardCharsets.UTF_8).equals(CLIENT + ":" + SECRET);
    }

    private static boolean isVerified(Map<String, String> asked, Map<String, String> form) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
            String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
            return "S256".equals(asked.get("code_challenge_method"))
                    && challenge.equals(asked.get("code_challenge"))
                    && form.get("redirect_uri").equals(asked.get("redirect_uri"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String idToken(String nonce) {
        // the library reads the clock of the machine
        Instant now = Instant.now();
        Map<String, Object> all = new LinkedHashMap<>(
                Map.of("iss", issuer(), "aud", CLIENT, "sub", "4711", "nonce", nonce, "preferred_username", "Asma"));
        all.putAll(claims);
        return Jwts.builder()
                .header()
                .keyId("k1")
                .and()
                .claims(all)
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plusSeconds(300)))
                .signWith(signer.getPrivate(), Jwts.SIG.RS256)
                .compact();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
