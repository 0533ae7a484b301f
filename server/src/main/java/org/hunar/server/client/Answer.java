package org.hunar.server.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/**
 * What a server answered, whether it is a success or not.
 *
 * @param headers the first value of a header by its name, or null
 * @param body inflated, if it came compressed
 */
public record Answer(int status, Function<String, String> headers, byte[] body) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    public boolean isSuccess() {
        return status >= OK && status < REDIRECT;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws org.hunar.model.problem.InvalidException if it is no JSON object */
    public JsonObject json() {
        return Json.readObject(body);
    }
}
