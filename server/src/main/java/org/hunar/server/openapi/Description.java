package org.hunar.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;

/** The two files beside this package: what calls mean, and the shapes of bodies. */
final class Description {
    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Object> schemas =
            Json.readObject(text("schemas.json")).asMap();

    Description() {
        text("operations.txt")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> operations.put(cells[0].strip(), Operation.parse(cells)));
    }

    /** As it stands for the call with this type of body, or for the call. */
    Operation of(Route route) {
        return Optional.ofNullable(operations.get(route.call() + " " + route.consumes()))
                .or(() -> Optional.ofNullable(operations.get(route.call())))
                .orElse(Operation.UNKNOWN);
    }

    Map<String, Object> schemas() {
        return schemas;
    }

    /** By path, so that neighbours stand together. */
    static List<Route> sorted(List<Route> routes) {
        return routes.stream()
                .sorted((one, other) -> (one.path() + one.method() + one.consumes())
                        .compareTo(other.path() + other.method() + other.consumes()))
                .toList();
    }

    private static String text(String name) {
        try (InputStream file = Description.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
