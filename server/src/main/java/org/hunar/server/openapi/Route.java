package org.hunar.server.openapi;

import java.util.List;

/**
 * A call that the server answers.
 *
 * @param path with its parameters in braces
 * @param consumes media type of its body; empty for JSON, or none
 * @param needsToken whether it asks who calls
 */
record Route(String method, String path, String consumes, List<Parameter> parameters, boolean needsToken) {

    /**
     * @param in {@code path}, {@code query} or {@code header}
     * @param type of JSON Schema
     */
    record Parameter(String in, String name, String type) {}

    String call() {
        return method + " " + path;
    }
}
