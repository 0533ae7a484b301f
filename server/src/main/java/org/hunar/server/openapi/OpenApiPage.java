package org.hunar.server.openapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;

/** The same to read: one page without a script, which loads nothing. */
final class OpenApiPage {
    private static final String STYLE =
            "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
                    + "code,pre{font-family:ui-monospace,monospace;overflow-wrap:anywhere;white-space:pre-wrap}"
                    + "details{border:1px solid #767676;border-radius:.3rem;margin:.3rem 0;padding:.3rem .6rem}"
                    + "summary{cursor:pointer}.m{display:inline-block;min-width:4.5rem;font-weight:bold}"
                    + "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}a{color:#9cf}}";

    private final Description description;

    OpenApiPage(Description description) {
        this.description = description;
    }

    /** Value of Content-Security-Policy under which the page is shown. */
    static String policy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    String html(List<Route> routes) {
        String calls = Description.sorted(routes).stream().map(this::call).collect(Collectors.joining("\n"));
        String schemas = description.schemas().entrySet().stream()
                .map(OpenApiPage::schema)
                .collect(Collectors.joining("\n"));
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
                <title>Hunar API</title><style>%s</style></head>
                <body><main><h1>Hunar API</h1>
                <p>For programs: <a href="openapi.json">openapi.json</a> (OpenAPI 3.1). A refusal is a
                <a href="#Problem">Problem</a> with a stable code.</p>
                <h2>Calls</h2>
                %s
                <h2>Shapes</h2>
                %s
                </main></body></html>
                """.formatted(STYLE, calls, schemas);
    }

    private String call(Route route) {
        Operation operation = description.of(route);
        String parameters = route.parameters().stream()
                .map(each -> "<li><code>" + escape(each.name()) + "</code> " + each.in() + ", " + each.type() + "</li>")
                .collect(Collectors.joining());
        String answers = operation.successes().entrySet().stream()
                .map(each -> "<li>" + each.getKey() + " " + link(each.getValue()) + "</li>")
                .collect(Collectors.joining());
        String type = route.consumes().isEmpty() ? "" : " <code>" + escape(route.consumes()) + "</code>";
        return "<details><summary><span class=\"m\">" + route.method() + "</span> <code>" + escape(route.path())
                + "</code>" + type + " " + escape(operation.summary()) + "</summary>"
                + (route.needsToken() ? "" : "<p>Needs no token.</p>")
                + (parameters.isEmpty() ? "" : "<p>Parameters</p><ul>" + parameters + "</ul>")
                + (operation.body().isEmpty() || route.method().equals("GET")
                        ? ""
                        : "<p>Body: " + link(operation.body()) + "</p>")
                + "<p>Answers</p><ul>" + answers + "</ul></details>";
    }

    private static String link(Optional<String> schema) {
        return schema.map(name -> "<a href=\"#" + name + "\">" + name + "</a>").orElse("without a body");
    }

    private static String schema(Map.Entry<String, Object> schema) {
        return "<details id=\"" + schema.getKey() + "\"><summary>" + schema.getKey() + "</summary><pre>"
                + escape(CanonicalJson.write(schema.getValue()).replace(",\"", ",\n\"")) + "</pre></details>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
