package org.hunar.server.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;

/**
 * A request that has not been sent.
 *
 * @param path below the server's base, such as {@code /hello}
 * @param body empty for none
 */
public record Call(String method, String path, Map<String, String> headers, byte[] body) {
    public static Call of(String method, String path) {
        return new Call(method, path, Map.of(), new byte[0]);
    }

    public static Call get(String path) {
        return of("GET", path);
    }

    public static Call put(String path, Map<String, ?> json) {
        return of("PUT", path).json(json);
    }

    public static Call post(String path, Map<String, ?> json) {
        return of("POST", path).json(json);
    }

    /** Asks for a token by password (RFC 6749 §4.3). */
    public static Call signIn(String user, String password) {
        return of("POST", "/oauth/token")
                .form(Map.of("grant_type", "password", "username", user, "password", password));
    }

    public Call as(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Call json(Map<String, ?> values) {
        return sending("application/json", Json.write(values).getBytes(StandardCharsets.UTF_8));
    }

    public Call form(Map<String, String> fields) {
        String text = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return sending("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8));
    }

    public Call sending(String contentType, byte[] bytes) {
        return new Call(method, path, headers, bytes).header("Content-Type", contentType);
    }

    public Call header(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Call(method, path, all, body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
