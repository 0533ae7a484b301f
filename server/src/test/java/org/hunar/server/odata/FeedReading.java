package org.hunar.server.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;

/** Reads the feed as its users do, and the exports that it has to agree with. */
final class FeedReading {
    static final String PROGRAMME = "/api/v1/programmes/cpec-weld";
    static final String FEED = PROGRAMME + "/odata/";
    static final String NAMED = PROGRAMME + "/odata-with-names/";
    static final List<String> TABLES = List.of("assessments", "answers", "scores", "pairs", "participants");

    private FeedReading() {}

    /** The rows of the JSON lines, with answers as the texts that a CSV has for them. */
    static List<Map<String, Object>> exported(TestServer server, String token, String table, boolean names) {
        HttpResponse<String> lines = server.get(PROGRAMME + "/exports/" + table + ".jsonl?names=" + names, token);
        return lines.body()
                .lines()
                .map(line -> {
                    Map<String, Object> row =
                            new LinkedHashMap<>(Json.readObject(line).asMap());
                    row.computeIfPresent("answer", (column, answer) -> asText(answer));
                    return row;
                })
                .toList();
    }

    private static Object asText(Object answer) {
        return answer instanceof List<?> options
                ? String.join(" ", options.stream().map(Object::toString).toList())
                : answer instanceof BigDecimal number ? number.toPlainString() : answer;
    }

    /** All pages, one after another. */
    static List<Map<String, Object>> all(TestServer server, String token, String path, int pageSize) {
        List<Map<String, Object>> rows = new ArrayList<>();
        TreeSet<String> followed = new TreeSet<>();
        Optional<String> next = Optional.of(path);
        while (next.isPresent()) {
            assertThat(followed.add(next.get()))
                    .as("a page that was there before")
                    .isTrue();
            JsonObject page = page(server, token, next.get(), pageSize);
            assertThat(page.objects("value")).hasSizeLessThanOrEqualTo(pageSize);
            page.objects("value").forEach(row -> rows.add(row.asMap()));
            next = page.optionalText("@odata.nextLink").map(FeedReading::pathOf);
        }
        return rows;
    }

    static String pathOf(String link) {
        URI uri = URI.create(link);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    static JsonObject page(TestServer server, String token, String path) {
        return page(server, token, path, Pages.ROWS);
    }

    static JsonObject page(TestServer server, String token, String path, int pageSize) {
        HttpResponse<String> answer = server.send(server.request(path, token)
                .header("Prefer", "odata.maxpagesize=" + pageSize)
                .GET());
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return TestServer.json(answer);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
