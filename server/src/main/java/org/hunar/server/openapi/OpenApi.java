package org.hunar.server.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.json.JsonFields;

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1). */
final class OpenApi {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final Description description;

    OpenApi(Description description) {
        this.description = description;
    }

    Map<String, Object> document(List<Route> routes) {
        return new JsonFields()
                .put("openapi", "3.1.1")
                .put(
                        "info",
                        Map.of(
                                "title", "Hunar",
                                "version", "1",
                                "description",
                                        "Times are UTC, names are snake_case. A refusal is a Problem with a stable code."
                                                + " Phones: shared-model/docs/sync-protocol.md."))
                .put("paths", paths(routes))
                .put(
                        "components",
                        new JsonFields()
                                .put("schemas", description.schemas())
                                .put(
                                        "securitySchemes",
                                        Map.of(
                                                "token",
                                                Map.of("type", "http", "scheme", "bearer", "bearerFormat", "JWT")))
                                .toMap())
                .toMap();
    }

    private Map<String, Object> paths(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Route route : Description.sorted(routes)) {
            Map<String, Object> ofPath = paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>());
            String method = route.method().toLowerCase(Locale.ROOT);
            ofPath.merge(method, operation(route), OpenApi::withBothBodies);
        }
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> operation(Route route) {
        Operation operation = description.of(route);
        Map<String, Object> json = new JsonFields()
                .put("summary", operation.summary())
                .put(
                        "parameters",
                        route.parameters().stream().map(OpenApi::parameter).toList())
                .toMap();
        operation
                .body()
                .filter(body -> !route.method().equals("GET"))
                .ifPresent(body -> json.put("requestBody", requestBody(route, body)));
        json.put("responses", responses(route, operation));
        if (route.needsToken()) {
            json.put("security", List.of(Map.of("token", List.of())));
        }
        return json;
    }

    private static Map<String, Object> parameter(Route.Parameter parameter) {
        return new JsonFields()
                .put("name", parameter.name())
                .put("in", parameter.in())
                .put("required", parameter.in().equals("path") ? Boolean.TRUE : null)
                .put("schema", Map.of("type", parameter.type()))
                .toMap();
    }

    private static Map<String, Object> requestBody(Route route, String body) {
        String type = route.consumes().isEmpty() ? JSON : route.consumes();
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(type, Map.of("schema", schema(body)));
        return new JsonFields().put("content", content).toMap();
    }

    private static Map<String, Object> responses(Route route, Operation operation) {
        Map<String, Object> responses = new LinkedHashMap<>();
        operation.successes().forEach((status, schema) -> {
            Map<String, Object> response = new LinkedHashMap<>();
            response.put("description", status.equals("304") ? "not changed" : "done");
            schema.ifPresent(name -> response.put(
                    "content", Map.of(name.equals("Bytes") ? "*/*" : JSON, Map.of("schema", schema(name)))));
            responses.put(status, response);
        });
        responses.put("400", problem("something in the request is wrong; errors says where"));
        if (route.needsToken()) {
            responses.put("401", problem("no token, or one that holds no more"));
            responses.put("403", problem("not within the caller's grants; audited"));
        }
        if (route.path().contains("{")) {
            responses.put("404", problem("there is none, or the caller may not know of it"));
        }
        responses.put("default", problem("any other refusal"));
        return responses;
    }

    private static Map<String, Object> problem(String meaning) {
        return new JsonFields()
                .put("description", meaning)
                .put("content", Map.of(PROBLEM, Map.of("schema", schema("Problem"))))
                .toMap();
    }

    private static Map<String, Object> schema(String name) {
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** One call with several types of body is one operation. */
    @SuppressWarnings("unchecked") // as it was made above
    private static Object withBothBodies(Object one, Object other) {
        Map<String, Object> both = new LinkedHashMap<>((Map<String, Object>) one);
        Map<String, Object> content = new LinkedHashMap<>();
        for (Object each : List.of(one, other)) {
            Map<String, Object> body = (Map<String, Object>) ((Map<String, Object>) each).get("requestBody");
            if (body != null) {
                content.putAll((Map<String, Object>) body.get("content"));
            }
        }
        if (!content.isEmpty()) {
            both.put("requestBody", Map.of("content", content));
        }
        List<Object> parameters = new ArrayList<>((List<Object>) both.getOrDefault("parameters", List.of()));
        ((List<Object>) ((Map<String, Object>) other).getOrDefault("parameters", List.of()))
                .stream().filter(each -> !parameters.contains(each)).forEach(parameters::add);
        both.put("parameters", parameters);
        return both;
    }
}
