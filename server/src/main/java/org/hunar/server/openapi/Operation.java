package org.hunar.server.openapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in {@code operations.txt} of a call.
 *
 * @param body name of the schema of the body, and its media type if that is not the one that the code names
 * @param successes names of schemas by status; empty where there is no body
 */
record Operation(String summary, Optional<String> body, Map<String, Optional<String>> successes) {
    /** Of a call of which nothing stands there. */
    static final Operation UNKNOWN = new Operation("", Optional.of("Any"), Map.of("200", Optional.of("Any")));

    private static final String NOTHING = "-";

    /** @param cells summary, body, successes */
    static Operation parse(String[] cells) {
        Map<String, Optional<String>> successes = new LinkedHashMap<>();
        for (String success : cells[3].strip().split(",")) {
            String[] parts = success.strip().split(" ");
            successes.put(parts[0], named(parts[1]));
        }
        return new Operation(cells[1].strip(), named(cells[2].strip()), successes);
    }

    private static Optional<String> named(String schema) {
        return schema.equals(NOTHING) ? Optional.empty() : Optional.of(schema);
    }
}
